import {blank, wideTail} from '../glyph.js';
import {isUnwanted, joining, joiningOf, widthOf} from './code-points.js';
import {doesJoin, joinAfter, joinStates, nextStep, stateOf} from './joiner.js';
import type {Page} from './page.js';
import type {Printer} from './printer.js';
import {readRendition} from './rendition-reader.js';
import type {Terminal} from './terminal.js';
import {readWhole} from './utf8.js';

const [escape, bracket] = [0x1B, 0x5B];
const widthShift = 22;
const [firstPrintable, printables] = [0x20, 0x5F];

/** Writes text and the looks that change within it from the cursor on, as far as its row goes, straight from the bytes into the cells. */
export class RowWriter {
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

	/** `bytes` are those of the input. Returns where it ends: at the end of the row, at what is no text, or at a character that is the printer's. */
	write(bytes: Uint8Array, from: number): number {
		const terminal = this.#terminal;
		const {codePoints, pen, y} = terminal;
		const {page} = terminal.sheet;
		const {glyphs, styleIds, kernel} = page;
		const end = bytes.length;
		const base = page.start(y);
		const begin = base + terminal.x;
		const stop = base + terminal.rightEdge + 1;
		const isCut = glyphs[begin] === wideTail;
		this.#base = base;
		this.#stop = stop;
		let {join, marks} = terminal;
		let {style} = pen;
		let isStyled = page.prepare(y, style);
		let index = from;
		let at = begin;
		let others = 0;
		while (index < end) {
			const byte = bytes[index]!;
			if ((byte - firstPrintable) >>> 0 < printables) {
				if (at === stop) {
					break;
				}

				const count = kernel.text(index, Math.min(end, index + stop - at), at);
				const next = at + count;
				index += count;
				if (isStyled) {
					kernel.style(at, next, style);
				}

				at = next;
				join = joinAfter[bytes[index - 1]!]!;
				marks = 0;
				continue;
			}

			if (byte < 0x80) {
				const after = byte === escape && index + 2 < end && bytes[index + 1]! === bracket ? readRendition(pen, bytes, index + 2) : 0;
				if (after === 0) {
					break;
				}

				style = pen.style;
				isStyled ||= page.prepare(y, style);
				join = joinStates.none;
				index = after;
				continue;
			}

			const codePoint = at === stop ? 0 : readWhole(bytes, index);
			if (codePoint === 0) {
				break;
			}

			const properties = codePoints.get(codePoint);
			if (properties > 2) {
				// More is to be known of it than the cells that it takes.
				this.#at = at;
				this.#join = join;
				this.#marks = marks;
				if (!this.#special(glyphs, codePoint, properties)) {
					break;
				}

				for (; at < this.#at; at++) {
					styleIds[at] = style;
				}

				join = this.#join;
				marks = this.#marks;
				others |= 3;
			} else if (at + properties > stop) {
				break;
			} else {
				glyphs[at] = codePoint | (properties << widthShift);
				styleIds[at] = style;
				at++;
				if (properties === 2) {
					glyphs[at] = wideTail;
					styleIds[at] = style;
					at++;
				}

				others |= properties;
				join = joinStates.other;
				marks = 0;
			}

			index += codePoint < 0x8_00 ? 2 : (codePoint < 0x1_00_00 ? 3 : 4);
		}

		terminal.join = join;
		terminal.marks = marks;
		if (at > begin || others > 0) {
			if (isCut && at > begin) {
				glyphs[begin - 1] = blank;
				styleIds[begin - 1] = styleIds[begin]!;
			}

			this.#close(page, at, others);
		}

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
		} else if (width === 0 || at + width > this.#stop || isUnwanted(properties) || this.#isHalfFlag(properties)) {
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

	/** Whether it takes another number of cells than is known of it, as it cannot become a flag. */
	#isHalfFlag(properties: number): boolean {
		return joiningOf(properties) === joining.regionalIndicator && !this.#terminal.modes.graphemes;
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

	/** The cells from the cursor to `end` were written. */
	#close(page: Page, end: number, others: number): void {
		const terminal = this.#terminal;
		const slot = page.order[terminal.y]!;
		const column = end - this.#base;
		page.dirty[slot] = 1;
		if (others > 0) {
			page.rich[slot] = 1;
			page.wide[slot]! |= others >>> 1;
		}

		// The right half of a wide character that was cut.
		if (page.wide[slot] === 1 && column < page.cols && page.glyphs[end] === wideTail) {
			page.glyphs[end] = blank;
			page.styleIds[end] = page.styleIds[end - 1]!;
		}

		if (column > page.used[slot]!) {
			page.used[slot] = column;
		}

		const right = this.#stop - this.#base - 1;
		terminal.isPending = column > right;
		terminal.x = terminal.isPending ? right : column;
	}
}
