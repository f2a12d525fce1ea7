import {blank, glyphWidth, wideTail} from '../glyph.js';
import {Clusters} from './clusters.js';
import {isEmoji, isUnwanted, joining, joiningOf, widthOf} from './code-points.js';
import {doesJoin, joinStates, nextStep, stateOf} from './joiner.js';
import type {Terminal} from './terminal.js';

const [codePointMask, isCluster, firstRich] = [0x1F_FF_FF, 0x20_00_00, 0x80 + (1 << 22)];
// More marks than any script puts on one letter.
const markLimit = 16;
// Nanoseconds.
const [perGlyph, perCluster] = [60, 1500];

/** Writes characters one at a time at the cursor: any of them, in every mode. Where `TextWriter` can it is quicker. */
export class Printer {
	readonly #terminal: Terminal;
	readonly #clusters = new Clusters();

	constructor(terminal: Terminal) {
		this.#terminal = terminal;
	}

	/** Writes one code point from U+00A0 on, or any of the ASCII ones that needs a second look. */
	print(codePoint: number): void {
		const terminal = this.#terminal;
		const properties = terminal.codePoints.get(codePoint);
		if (isUnwanted(properties)) {
			return;
		}

		// Half a flag has two cells where it may become a whole one.
		const width = !terminal.modes.graphemes && joiningOf(properties) === joining.regionalIndicator ? 1 : widthOf(properties);
		const step = nextStep(terminal.join, joiningOf(properties));
		if (doesJoin(step) && (terminal.modes.graphemes || width === 0)) {
			terminal.join = stateOf(step);
			this.#extend(codePoint, joiningOf(properties));
		} else if (width > 0) {
			// What found no room is nothing that more could join.
			terminal.join = this.#put(codePoint | (width << 22), width) ? stateOf(step) : joinStates.none;
			terminal.marks = 0;
		}
	}

	/** Writes ASCII letter by letter, in whatever set it means; returns where it ends. */
	letters(bytes: Uint8Array, from: number): number {
		let index = from;
		for (; index < bytes.length; index++) {
			const byte = bytes[index]!;
			if (byte < 0x20 || byte > 0x7E) {
				break;
			}

			this.print(this.#terminal.charsets.translate(byte));
		}

		return index;
	}

	/**
	The glyph that a code point makes of the one before it, where there is room for two cells and not all marks are used up; 0 when
	the outcome takes fewer cells, or none must join.
	*/
	join(before: number, codePoint: number, marks: number): number {
		const width = glyphWidth(before);
		const joiningClass = joiningOf(this.#terminal.codePoints.get(codePoint));
		const cells = marks < markLimit ? this.#joinedWidth(joiningClass, width, before) : 0;
		return cells < width || width === 0 ? 0 : this.#joined(before, codePoint, cells);
	}

	/** REP: writes what stands before the cursor again. */
	repeat(count: number): void {
		const terminal = this.#terminal;
		if (terminal.join === joinStates.none) {
			return;
		}

		const {page} = terminal.sheet;
		const at = page.start(terminal.y) + this.#lastColumn();
		const glyph = page.glyphs[at]!;
		const width = glyphWidth(glyph);
		const most = width === 0 ? 0 : this.#enough(Math.min(count, terminal.cols * terminal.rows), width);
		if (width === 1 && !terminal.modes.insert) {
			this.#fill(glyph, most);
		} else {
			for (let time = 0; time < most; time++) {
				this.#put(glyph, width);
			}

			terminal.tire(most * (terminal.modes.insert ? perGlyph + terminal.cols : perGlyph));
		}

		terminal.join = joinStates.none;
	}

	/**
	How many of so many repetitions make the same screen. Nothing is kept of what leaves a region that is not as wide as the screen: once that is full of
	one glyph, a row more of it changes nothing.
	*/
	#enough(count: number, width: number): number {
		const {cols, rows, sheet: {left, right}} = this.#terminal;
		const perRow = Math.floor((right - left + 1) / width);
		// The row of the cursor may begin outside of the margins.
		const full = cols + (perRow * (rows + 1));
		const isWhole = left === 0 && right === cols - 1;
		return isWhole || perRow === 0 || count <= full ? count : full + ((count - full) % perRow);
	}

	/** Writes one narrow glyph over and over. */
	#fill(glyph: number, count: number): void {
		const terminal = this.#terminal;
		const {style} = terminal.pen;
		for (let left = count; left > 0;) {
			if (terminal.isPending) {
				this.wrap();
			}

			const {page} = terminal.sheet;
			const {x, y, rightEdge: right} = terminal;
			const width = Math.min(left, right + 1 - x);
			page.fill({top: y, bottom: y, left: x, right: x + width - 1}, glyph, style);
			left -= width;
			terminal.isPending = x + width > right;
			terminal.x = terminal.isPending ? right : x + width;
		}
	}

	/** The column of the character that was written last. */
	#lastColumn(): number {
		const {x, y, isPending, sheet} = this.#terminal;
		const column = isPending ? x : Math.max(0, x - 1);
		return column > 0 && sheet.page.glyphs[sheet.page.start(y) + column] === wideTail ? column - 1 : column;
	}

	/** The next row, when the last column is full. */
	wrap(): void {
		const terminal = this.#terminal;
		if (terminal.modes.autowrap) {
			terminal.wrap();
		} else {
			terminal.isPending = false;
		}
	}

	/** Writes one glyph. Whether it found room: a wide one finds none in the last column without autowrap. */
	#put(glyph: number, width: number): boolean {
		const terminal = this.#terminal;
		if (terminal.isPending) {
			this.wrap();
		}

		const {style} = terminal.pen;
		let {page} = terminal.sheet;
		if (width === 2 && terminal.x === terminal.rightEdge) {
			if (!terminal.modes.autowrap || terminal.leftEdge >= terminal.rightEdge) {
				return false;
			}

			// What is too wide for the last column leaves it blank.
			page.erase(terminal.y, {from: terminal.x, to: terminal.x + 1}, style);
			terminal.wrap();
			({page} = terminal.sheet);
		}

		const {x, y} = terminal;
		const right = terminal.rightEdge;
		if (terminal.modes.insert) {
			page.cut(y, x, style);
			page.insertCells(y, {at: x, right, count: width}, style);
		}

		const slot = page.order[y]!;
		page.cut(y, x, style);
		page.cut(y, x + width, style);
		const at = (slot * page.cols) + x;
		page.glyphs[at] = glyph;
		page.styleIds[at] = style;
		page.dirty[slot] = 1;
		page.used[slot] = Math.max(page.used[slot]!, x + width);
		page.styled[slot]! |= style === 0 ? 0 : 1;
		page.rich[slot]! |= glyph < firstRich ? 0 : 1;
		if (width === 2) {
			page.glyphs[at + 1] = wideTail;
			page.styleIds[at + 1] = style;
			page.wide[slot] = 1;
		}

		terminal.isPending = x + width > right;
		terminal.x = terminal.isPending ? right : x + width;
		return true;
	}

	/** Puts a code point onto the character before the cursor. */
	#extend(codePoint: number, joiningClass: number): void {
		const terminal = this.#terminal;
		if (terminal.marks >= markLimit) {
			return;
		}

		terminal.marks++;
		const {page} = terminal.sheet;
		const column = this.#lastColumn();
		const slot = page.order[terminal.y]!;
		const at = (slot * page.cols) + column;
		const before = page.glyphs[at]!;
		const width = glyphWidth(before);
		const wanted = this.#joinedWidth(joiningClass, width, before);
		const isRoom = wanted <= width || (column + 1 <= terminal.rightEdge && !terminal.isPending);
		const cells = isRoom ? wanted : width;
		page.glyphs[at] = this.#joined(before, codePoint, cells);
		page.dirty[slot] = 1;
		page.rich[slot] = 1;
		if (cells > width) {
			this.#widen(column);
		} else if (cells < width) {
			page.glyphs[at + 1] = blank;
			terminal.x = terminal.isPending ? terminal.x : terminal.x - 1;
			terminal.isPending = false;
		}
	}

	/** A character of one cell became one of two. */
	#widen(column: number): void {
		const terminal = this.#terminal;
		const {page} = terminal.sheet;
		const slot = page.order[terminal.y]!;
		const at = (slot * page.cols) + column;
		page.cut(terminal.y, column + 2, page.styleIds[at]!);
		page.glyphs[at + 1] = wideTail;
		page.styleIds[at + 1] = page.styleIds[at]!;
		page.used[slot] = Math.max(page.used[slot]!, column + 2);
		page.wide[slot] = 1;
		terminal.isPending = terminal.x === terminal.rightEdge;
		terminal.x = Math.min(terminal.x + 1, terminal.rightEdge);
	}

	/** The glyph of a character after a code point joined it. */
	#joined(before: number, codePoint: number, cells: number): number {
		const {made} = this.#clusters;
		const glyph = this.#clusters.join(before, codePoint, cells === 2 ? 2 : 1);
		if (this.#clusters.made > made) {
			this.#terminal.tire(perCluster);
		}

		return glyph;
	}

	/** The cells of a character after a code point joined it. */
	#joinedWidth(joiningClass: number, width: number, before: number): number {
		if (!this.#terminal.modes.graphemes) {
			return width;
		}

		switch (joiningClass) {
			case joining.emojiStyle: {
				return this.#isEmoji(before) ? 2 : width;
			}

			case joining.textStyle: {
				return (before & codePointMask) < 0x1_00_00 && this.#isEmoji(before) ? 1 : width;
			}

			case joining.pictograph:
			case joining.modifier: {
				return 2;
			}

			default: {
				return width;
			}
		}
	}

	#isEmoji(glyph: number): boolean {
		return (glyph & isCluster) === 0 && isEmoji(this.#terminal.codePoints.get(glyph & codePointMask));
	}
}
