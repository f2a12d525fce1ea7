import {blank} from '../glyph.js';
import {wraps} from '../wraps.js';

/** The cells of one line, taken out of where they are kept. Grows as needed and is used again. */
export class LineCells {
	glyphs: Uint32Array;
	styleIds: Uint32Array;
	length = 0;
	/** The columns of the screen that it was on. */
	cols = 0;
	/** One of `wraps`. */
	wrap: number = wraps.no;

	constructor(room = 256) {
		this.glyphs = new Uint32Array(room);
		this.styleIds = new Uint32Array(room);
	}

	/** Makes room for that many cells and forgets what was there. */
	begin(length: number): void {
		this.length = 0;
		this.#reserve(length);
		this.length = length;
	}

	/** Puts the cells of another line behind these. */
	append({glyphs, styleIds, length}: LineCells): void {
		this.#reserve(this.length + length);
		this.glyphs.set(glyphs.subarray(0, length), this.length);
		this.styleIds.set(styleIds.subarray(0, length), this.length);
		this.length += length;
	}

	/** Cuts off the blanks of the default style at the end. */
	trim(): void {
		while (this.length > 0 && this.glyphs[this.length - 1] === blank && this.styleIds[this.length - 1] === 0) {
			this.length--;
		}
	}

	/** Brings the line to a length: cuts it off, or adds blanks. */
	pad(length: number): void {
		this.#reserve(length);
		if (length > this.length) {
			this.glyphs.fill(blank, this.length, length);
			this.styleIds.fill(0, this.length, length);
		}

		this.length = length;
	}

	#reserve(length: number): void {
		if (length <= this.glyphs.length) {
			return;
		}

		const [glyphs, styleIds] = [new Uint32Array(length * 2), new Uint32Array(length * 2)];
		glyphs.set(this.glyphs.subarray(0, this.length));
		styleIds.set(this.styleIds.subarray(0, this.length));
		this.glyphs = glyphs;
		this.styleIds = styleIds;
	}
}
