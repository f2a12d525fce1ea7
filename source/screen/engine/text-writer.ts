import {blank, wideTail} from '../glyph.js';
import {isUnwanted, joiningOf, widthOf} from './code-points.js';
import {doesJoin, joinAfter, joinStates, nextStep, stateOf} from './joiner.js';
import type {Page} from './page.js';
import type {Printer} from './printer.js';
import type {Terminal} from './terminal.js';
import {lengthOf, readWhole} from './utf8.js';

const widthShift = 22;
const narrow = 1 << widthShift;
// Below so many cells a loop is quicker than a call.
const few = 48;
const [firstPrintable, printables] = [0x20, 0x5F];

/**
Writes whole runs of text at the cursor: ASCII and UTF-8 straight from the bytes into the cells of a row. What is out of the
ordinary (insert mode, line drawing, the edges of a row) it leaves to the printer.
*/
export class TextWriter {
	readonly #terminal: Terminal;
	readonly #printer: Printer;
	/** The cell that comes next, and where its row begins and what it may not reach. */
	#at = 0;
	#base = 0;
	#stop = 0;
	/** How the next one may join the last, and the marks that did: as in the terminal. */
	#join = 0;
	#marks = 0;

	constructor(terminal: Terminal, printer: Printer) {
		this.#terminal = terminal;
		this.#printer = printer;
	}

	/** Writes what is printable from `from` on; returns where it ends: at a control, at what is no whole character, or at the end. */
	write(bytes: Uint8Array, from: number): number {
		const terminal = this.#terminal;
		const {charsets, modes} = terminal;
		if (!charsets.isPlain || modes.insert) {
			return this.#printer.letters(bytes, from);
		}

		let index = from;
		while (index < bytes.length && !terminal.isTired) {
			const byte = bytes[index]!;
			if ((byte - firstPrintable) >>> 0 < printables) {
				index = this.#letters(bytes, index);
			} else if (byte < 0x80) {
				break;
			} else {
				const after = this.#others(bytes, index);
				if (after === index) {
					break;
				}

				index = after;
			}
		}

		return index;
	}

	/** Writes ASCII, at least one, as far as the row goes. */
	#letters(bytes: Uint8Array, from: number): number {
		const terminal = this.#terminal;
		if (terminal.isPending) {
			this.#printer.wrap();
		}

		const {page} = terminal.sheet;
		const {glyphs} = page;
		const begin = page.start(terminal.y) + terminal.x;
		const isCut = glyphs[begin] === wideTail;
		const limit = Math.min(bytes.length, from + terminal.rightEdge + 1 - terminal.x);
		const shift = begin - from;
		let index = from;
		while (index < limit) {
			const byte = bytes[index]!;
			if ((byte - firstPrintable) >>> 0 >= printables) {
				break;
			}

			glyphs[shift + index] = byte | narrow;
			index++;
		}

		const join = joinAfter[bytes[index - 1]!]!;
		if (index < limit && bytes[index]! >= 0x80) {
			this.#join = join;
			this.#marks = 0;
			this.#at = shift + index;
			return this.#mixed(bytes, index, isCut);
		}

		terminal.join = join;
		terminal.marks = 0;
		this.#close(page, shift + index, isCut);
		return index;
	}

	/** Writes what begins with something other than ASCII. */
	#others(bytes: Uint8Array, from: number): number {
		const terminal = this.#terminal;
		const codePoint = readWhole(bytes, from);
		const next = bytes[Math.min(from + lengthOf(codePoint), bytes.length - 1)]!;
		if (terminal.isPending || next < firstPrintable) {
			// It may join what stands in the last column, or it stands alone.
			return this.#one(codePoint, from);
		}

		const {page} = terminal.sheet;
		this.#at = page.start(terminal.y) + terminal.x;
		this.#join = terminal.join;
		this.#marks = terminal.marks;
		return this.#mixed(bytes, from, page.glyphs[this.#at] === wideTail);
	}

	/** Goes on with anything, as long as it has room in the row. What is written already ends before `#at`. */
	#mixed(bytes: Uint8Array, from: number, isCut: boolean): number {
		const terminal = this.#terminal;
		const {page} = terminal.sheet;
		this.#base = page.start(terminal.y);
		this.#stop = this.#base + terminal.rightEdge + 1;
		const index = this.#characters(page, bytes, from);
		const begin = this.#base + terminal.x;
		if (this.#at > begin || index > from) {
			terminal.join = this.#join;
			terminal.marks = this.#marks;
			this.#close(page, this.#at, isCut && this.#at > begin);
		}

		// When there was room for it, it is the printer's.
		return this.#at < this.#stop && index < bytes.length && bytes[index]! >= 0x80 ? this.#one(readWhole(bytes, index), index) : index;
	}

	/** Has the printer write one; 0 is none. Returns where it ends. */
	#one(codePoint: number, from: number): number {
		if (codePoint === 0) {
			return from;
		}

		this.#printer.print(codePoint);
		return from + lengthOf(codePoint);
	}

	/** Characters one after the other, up to one that is the printer's. */
	#characters({glyphs, wide, rich, order}: Page, bytes: Uint8Array, from: number): number {
		const {codePoints, y} = this.#terminal;
		const stop = this.#stop;
		const end = bytes.length;
		let index = from;
		let at = this.#at;
		let isWide = 0;
		while (at < stop && index < end) {
			const byte = bytes[index]!;
			if (byte < 0x80) {
				if ((byte - firstPrintable) >>> 0 >= printables) {
					break;
				}

				glyphs[at] = byte | narrow;
				at++;
				index++;
				this.#join = joinAfter[byte]!;
				this.#marks = 0;
				continue;
			}

			const codePoint = readWhole(bytes, index);
			if (codePoint === 0) {
				break;
			}

			const width = codePoints.get(codePoint);
			if (width > 2) {
				// More is to be known of it than the cells that it takes.
				this.#at = at;
				if (!this.#special(glyphs, codePoint, width)) {
					break;
				}

				at = this.#at;
				isWide = 1;
			} else if (at + width > stop) {
				break;
			} else {
				glyphs[at] = codePoint | (width << widthShift);
				at++;
				if (width === 2) {
					glyphs[at] = wideTail;
					at++;
					isWide = 1;
				}

				this.#join = joinStates.other;
				this.#marks = 0;
			}

			index += codePoint < 0x8_00 ? 2 : (codePoint < 0x1_00_00 ? 3 : 4);
		}

		const slot = order[y]!;
		rich[slot] = 1;
		wide[slot]! |= isWide;
		this.#at = at;
		return index;
	}

	/** Writes what may join its neighbours. Whether it could: if not the printer must. */
	#special(glyphs: Uint32Array, codePoint: number, properties: number): boolean {
		const step = nextStep(this.#join, joiningOf(properties));
		const width = widthOf(properties);
		const at = this.#at;
		if (doesJoin(step)) {
			if (width > 0 && !this.#terminal.modes.graphemes) {
				return false;
			}

			const next = this.#extend(glyphs, at, codePoint);
			if (next === 0) {
				return false;
			}

			this.#marks++;
			this.#at = next;
		} else if (width === 0 || at + width > this.#stop || isUnwanted(properties)) {
			return false;
		} else {
			glyphs[at] = codePoint | (width << widthShift);
			if (width === 2) {
				glyphs[at + 1] = wideTail;
			}

			this.#at = at + width;
			this.#marks = 0;
		}

		this.#join = stateOf(step);
		return true;
	}

	/** Puts a code point onto the character that was written last. Returns the cell that comes next; 0 when the printer must see to it. */
	#extend(glyphs: Uint32Array, at: number, codePoint: number): number {
		const last = glyphs[at - 1] === wideTail ? at - 2 : at - 1;
		const glyph = last < this.#base ? 0 : this.#printer.join(glyphs[last]!, codePoint, this.#marks);
		if (glyph === 0) {
			return 0;
		}

		glyphs[last] = glyph;
		if (glyph >>> widthShift === 1 || last < at - 1) {
			return at;
		}

		glyphs[at] = wideTail;
		return at + 1;
	}

	/** The cells from the cursor to `end` were written; `isCut` tells that the first was the right half of a wide one. */
	#close(page: Page, end: number, isCut: boolean): void {
		const terminal = this.#terminal;
		const {styleIds, glyphs, cols} = page;
		const {style} = terminal.pen;
		const slot = page.order[terminal.y]!;
		const begin = (slot * cols) + terminal.x;
		const column = end - (slot * cols);
		if ((style | page.styled[slot]!) !== 0) {
			page.styled[slot] = 1;
			if (end - begin > few) {
				styleIds.fill(style, begin, end);
			} else {
				for (let at = begin; at < end; at++) {
					styleIds[at] = style;
				}
			}
		}

		if (page.wide[slot] === 1) {
			// The other halves of wide characters that were cut.
			if (isCut) {
				glyphs[begin - 1] = blank;
				styleIds[begin - 1] = style;
			}

			if (column < cols && glyphs[end] === wideTail) {
				glyphs[end] = blank;
				styleIds[end] = style;
			}
		}

		page.dirty[slot] = 1;
		if (column > page.used[slot]!) {
			page.used[slot] = column;
		}

		const right = terminal.rightEdge;
		terminal.isPending = column > right;
		terminal.x = terminal.isPending ? right : column;
	}
}
