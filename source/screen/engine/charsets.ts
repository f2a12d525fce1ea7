/*
The character sets that still matter: ASCII, and the line drawing of DEC. National sets are read as ASCII, as today's
terminals do.
*/

// 0x5F to 0x7E.
const graphics = '\u{A0}◆▒␉␌␍␊°±␤␋┘┐┌└┼⎺⎻─⎼⎽├┤┴┬│≤≥π≠£·';

/** The code point that a byte from 0x20 to 0x7E stands for in the line drawing set. */
export const graphicOf = (byte: number): number => byte >= 0x5F ? graphics.codePointAt(byte - 0x5F)! : byte;

/** Which of the four designated sets is in use, and which of them draw lines. */
export class Charsets {
	/** Of G0 to G3. */
	isGraphic: boolean[] = [false, false, false, false];
	/** What bytes 0x20 to 0x7E mean: 0 to 3. */
	level = 0;
	/** The set for one character only (SS2, SS3); -1 for none. */
	single = -1;

	/** Whether text is plain ASCII. */
	get isPlain(): boolean {
		return this.single === -1 && this.isGraphic[this.level] === false;
	}

	designate(set: number, final: number): void {
		this.isGraphic[set] = final === 0x30;
	}

	/** The code point of a byte from 0x20 to 0x7E. */
	translate(byte: number): number {
		const set = this.single === -1 ? this.level : this.single;
		this.single = -1;
		return this.isGraphic.at(set)! ? graphicOf(byte) : byte;
	}

	reset(): void {
		this.isGraphic = [false, false, false, false];
		this.level = 0;
		this.single = -1;
	}

	save(): SavedCharsets {
		return {isGraphic: [...this.isGraphic], level: this.level};
	}

	restore({isGraphic, level}: SavedCharsets): void {
		this.isGraphic = [...isGraphic];
		this.level = level;
	}
}

export type SavedCharsets = {isGraphic: boolean[]; level: number};
