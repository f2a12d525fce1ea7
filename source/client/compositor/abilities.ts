/** What a terminal can do beyond what every terminal can, as it said itself when it was asked. */
export type Abilities = {
	/** Pictures that are shown only when they are complete (mode 2026). */
	synchronized: boolean;
	/** Left and right margins (mode 69, which is on): a pane beside others is moved by the terminal. */
	margins: boolean;
	/** REP: a character again and again for the price of one. */
	repeat: boolean;
};

export const noAbilities: Abilities = {synchronized: false, margins: false, repeat: false};
