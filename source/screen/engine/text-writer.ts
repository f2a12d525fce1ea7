import {blank, wideTail} from '../glyph.js';
import {isUnwanted, joiningOf, widthOf} from './code-points.js';
import {doesJoin, joinStates, nextStep, stateOf} from './joiner.js';
import type {Page} from './page.js';
import type {Printer} from './printer.js';
import type {Terminal} from './terminal.js';
import {readWhole} from './utf8.js';

const widthShift = 22;
const narrow = 1 << widthShift;
const [firstPrintable, printables, del] = [0x20, 0x5F, 0x7F];

/**
Writes whole runs of text at the cursor: ASCII and UTF-8 straight from the bytes into the cells of a row. What is out of the
ordinary (marks, insert mode, line drawing) it leaves to the printer.
*/
export class TextWriter {
	readonly #terminal: Terminal;
	readonly #printer: Printer;
	/** The cell that comes next. */
	#at = 0;
	/** Where the row ends. */
	#stop = 0;
	#join = 0;
	/** What the printer is to write, as it has no cells of its own or none that are free; 0 for nothing. */
	#code = 0;

	constructor(terminal: Terminal, printer: Printer) {
		this.#terminal = terminal;
		this.#printer = printer;
	}

	/** Writes what is printable from `from` on; returns where it ends: at a control, at what is no whole character, or at the end. */
	write(bytes: Uint8Array, from: number): number {
		const {charsets, modes} = this.#terminal;
		if (!charsets.isPlain || modes.insert) {
			return this.#slowly(bytes, from);
		}

		let index = from;
		while (index < bytes.length && bytes[index]! >= firstPrintable && bytes[index] !== del) {
			const before = index;
			index = this.#row(bytes, index);
			if (index === before) {
				break;
			}
		}

		return index;
	}

	/** Fills one row as far as the text and the row go. */
	#row(bytes: Uint8Array, from: number): number {
		const terminal = this.#terminal;
		if (terminal.isPending) {
			if (bytes[from]! >= 0x80) {
				// It may join what stands in the last column.
				return this.#one(readWhole(bytes, from), from);
			}

			this.#printer.wrap();
		}

		const {style} = terminal.pen;
		const {page} = terminal.sheet;
		const {x, y} = terminal;
		const slot = page.order[y]!;
		const base = slot * page.cols;
		this.#stop = base + terminal.rightEdge + 1;
		this.#at = base + x;
		this.#code = 0;
		this.#join = terminal.join;
		const isCut = page.wide[slot] === 1 && page.glyphs[base + x] === wideTail;
		let index = this.#letters(page.glyphs, bytes, from);
		while (index < bytes.length && bytes[index]! >= 0x80 && this.#code === 0 && this.#at < this.#stop) {
			const before = index;
			index = this.#characters(page, bytes, index);
			if (index === before) {
				break;
			}

			index = this.#letters(page.glyphs, bytes, index);
		}

		const column = this.#at - base;
		if (column > x) {
			if (isCut) {
				// The other half of a wide character that was cut.
				page.glyphs[base + x - 1] = blank;
				page.styleIds[base + x - 1] = style;
			}

			this.#close(page, slot, column);
		}

		return this.#one(this.#code, index);
	}

	/** Has the printer write one; 0 is none. Returns where it ends. */
	#one(codePoint: number, from: number): number {
		if (codePoint === 0) {
			return from;
		}

		this.#printer.print(codePoint);
		return from + lengthOf(codePoint);
	}

	/** ASCII. */
	#letters(glyphs: Uint32Array, bytes: Uint8Array, from: number): number {
		const shift = this.#at - from;
		const limit = Math.min(bytes.length, this.#stop - shift);
		let index = from;
		while (index < limit) {
			const byte = bytes[index]!;
			if ((byte - firstPrintable) >>> 0 >= printables) {
				break;
			}

			glyphs[shift + index] = byte | narrow;
			index++;
		}

		if (index > from) {
			this.#join = joinAfter[bytes[index - 1]!]!;
			this.#at = shift + index;
		}

		return index;
	}

	/** What is not ASCII, as long as each character has cells of its own. */
	#characters({glyphs, wide, order}: Page, bytes: Uint8Array, from: number): number {
		const {codePoints, y} = this.#terminal;
		const slot = order[y]!;
		let index = from;
		let at = this.#at;
		while (at < this.#stop) {
			const codePoint = readWhole(bytes, index);
			if (codePoint === 0) {
				break;
			}

			const properties = codePoints.get(codePoint);
			const step = nextStep(this.#join, joiningOf(properties));
			const width = widthOf(properties);
			if (doesJoin(step) || width === 0 || at + width > this.#stop || isUnwanted(properties)) {
				this.#code = codePoint;
				break;
			}

			glyphs[at++] = codePoint | (width << widthShift);
			if (width === 2) {
				glyphs[at++] = wideTail;
				wide[slot] = 1;
			}

			this.#join = stateOf(step);
			index += lengthOf(codePoint);
		}

		this.#terminal.sheet.page.rich[slot] = 1;
		this.#at = at;
		return index;
	}

	/** The cells from the cursor to a column were written. */
	#close(page: Page, slot: number, column: number): void {
		const terminal = this.#terminal;
		const {style} = terminal.pen;
		const {styleIds, glyphs} = page;
		const to = this.#at;
		if ((style | page.styled[slot]!) !== 0) {
			page.styled[slot] = 1;
			for (let at = to - column + terminal.x; at < to; at++) {
				styleIds[at] = style;
			}
		}

		page.dirty[slot] = 1;
		if (column > page.used[slot]!) {
			page.used[slot] = column;
		}

		// The other half of a wide character that was cut.
		if (page.wide[slot] === 1 && column < page.cols && glyphs[to] === wideTail) {
			glyphs[to] = blank;
			styleIds[to] = style;
		}

		const right = terminal.rightEdge;
		terminal.isPending = column > right;
		terminal.x = terminal.isPending ? right : column;
		terminal.join = this.#join;
		terminal.marks = 0;
	}

	#slowly(bytes: Uint8Array, from: number): number {
		let index = from;
		for (; index < bytes.length; index++) {
			const byte = bytes[index]!;
			if ((byte - firstPrintable) >>> 0 >= printables) {
				break;
			}

			this.#printer.print(this.#terminal.charsets.translate(byte));
		}

		return index;
	}
}

/** The bytes of a code point from U+00A0 on in UTF-8. */
const lengthOf = (codePoint: number): number => codePoint < 0x8_00 ? 2 : (codePoint < 0x1_00_00 ? 3 : 4);

// Of each ASCII character: the state that it leaves.
const joinAfter = new Uint8Array(0x80).fill(joinStates.other);
for (const sign of '0123456789#*') {
	joinAfter[sign.codePointAt(0)!] = joinStates.keycap;
}
