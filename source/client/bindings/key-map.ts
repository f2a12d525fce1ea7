/** Keys by binding id, after the person's own were put over the shipped ones. `prefix` leaves a session. */
export type KeyMap = {
	prefix: string;
	keys: Record<string, string[]>;
};
