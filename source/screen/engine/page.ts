import {blank, glyphWidth, wideTail, type Glyph} from '../glyph.js';
import {wraps} from '../wraps.js';
import {makeCells, type Kernel} from './kernel/kernel.js';

// What a call costs beside its cells.
const perCall = 128;

/**
The cells of one screen, primary or alternate. A row lies in a slot of the arrays, and `order` says in which: scrolling moves
numbers and no cells. What is known of a row lies in its slot too, so it moves along.
*/
export class Page {
	/** Room for the order to move on, from where it begins, and its windows. */
	readonly #slots: Int32Array;
	#first = 0;
	readonly #windows: Array<Int32Array | undefined> = [];
	readonly cols: number;
	readonly rows: number;
	readonly glyphs: Uint32Array;
	readonly styleIds: Uint32Array;
	/** What works on the cells, and where it puts the letters of a row. */
	readonly kernel: Kernel;
	readonly scratch: Uint8Array;
	/** Of each row from the top: its slot. Another array after the page was scrolled. */
	order: Int32Array;
	/** Whether the row goes on what the row above began, one of `wraps`. */
	readonly wrapped: Uint8Array;
	/** 1 when there may be wide cells in the row. */
	readonly wide: Uint8Array;
	/** From this column on a row has only blanks of the default style. */
	readonly used: Int32Array;
	/** 1 when cells of the row may have another style than the default one. */
	readonly styled: Uint8Array;
	/** 1 when cells of the row may hold anything but ASCII. */
	readonly rich: Uint8Array;
	/** 1 when the row may have changed since the engine's last look. */
	readonly dirty: Uint8Array;
	/** Cells that were blanked and moved since somebody set it to 0: what the sequences cost, as their bytes do not tell. */
	work = 0;

	constructor(cols: number, rows: number, {glyphs, styleIds, scratch, kernel} = makeCells(cols, rows)) {
		this.cols = cols;
		this.rows = rows;
		this.glyphs = glyphs;
		this.styleIds = styleIds;
		this.scratch = scratch;
		this.kernel = kernel;
		this.#slots = Int32Array.from({length: rows * 2}, (_, y) => y % rows);
		this.order = this.#slots.subarray(0, rows);
		this.wrapped = new Uint8Array(rows);
		this.wide = new Uint8Array(rows);
		this.used = new Int32Array(rows);
		this.styled = new Uint8Array(rows);
		this.rich = new Uint8Array(rows);
		this.dirty = new Uint8Array(rows).fill(1);
	}

	/** Where the cells of a row begin. */
	start(y: number): number {
		return this.order[y]! * this.cols;
	}

	/** To be called before cells of a row get a style. Whether it must be written: all of them have the default one otherwise. */
	prepare(y: number, style: number): boolean {
		const slot = this.order[y]!;
		this.styled[slot]! |= style === 0 ? 0 : 1;
		return this.styled[slot] === 1;
	}

	/** How the next row goes on with one: `isFull` when its cells are written up to that column, which is left free otherwise. */
	wrapBehind({x, y}: {x: number; y: number}, isFull: boolean): number {
		return isFull && this.glyphs[this.start(y) + x] === blank ? wraps.afterBlank : wraps.yes;
	}

	/** To be called after cells of a slot were written by hand, whatever they are: all that is known of the row is forgotten. */
	touch(slot: number): void {
		this.used[slot] = this.cols;
		this.styled[slot] = 1;
		this.rich[slot] = 1;
		this.wide[slot] = 1;
		this.dirty[slot] = 1;
	}

	/** Blanks a whole row. */
	clearRow(y: number, style: number): void {
		const {cols, used} = this;
		const slot = this.order[y]!;
		const start = slot * cols;
		if (used[slot] !== 0) {
			this.kernel.blank(start, start + used[slot]!);
		}

		if (style !== 0 || this.styled[slot] === 1) {
			this.kernel.style(start, start + cols, style);
		}

		used[slot] = style === 0 ? 0 : cols;
		this.styled[slot] = style === 0 ? 0 : 1;
		this.rich[slot] = 0;
		this.wrapped[slot] = wraps.no;
		this.wide[slot] = 0;
		this.dirty[slot] = 1;
		this.work += cols + perCall;
	}

	/** Blanks cells of a row, `to` not counted; a wide cell that is cut goes whole. */
	erase(y: number, {from, to}: {from: number; to: number}, style: number): void {
		const slot = this.order[y]!;
		const end = Math.min(to, this.cols);
		if (from >= end) {
			return;
		}

		this.cut(y, from, style);
		this.cut(y, end, style);
		this.#fill(slot, {from, to: end}, style);
		this.work += end - from + perCall;
	}

	/** Makes room between x - 1 and x: when a wide cell stands there, both halves become blanks of that style. */
	cut(y: number, x: number, style: number): void {
		const slot = this.order[y]!;
		if (this.wide[slot] === 0 || x <= 0 || x >= this.cols) {
			return;
		}

		const index = (slot * this.cols) + x;
		if (this.glyphs[index] !== wideTail) {
			return;
		}

		this.glyphs[index] = blank;
		this.glyphs[index - 1] = blank;
		this.styleIds[index] = style;
		this.styleIds[index - 1] = style;
		this.styled[slot]! |= style === 0 ? 0 : 1;
		this.dirty[slot] = 1;
	}

	/** Moves cells from..right of a row by `count` to the right; what comes free is blank, what is pushed out is gone. */
	insertCells(y: number, {at, right, count}: {at: number; right: number; count: number}, style: number): void {
		const slot = this.order[y]!;
		const start = slot * this.cols;
		const own = this.styleIds[start + at]!;
		this.cut(y, at, style);
		// The half that moves on keeps its look.
		this.styleIds[start + at] = own;
		this.cut(y, right + 1, style);
		const moved = right + 1 - at - count;
		if (moved > 0) {
			this.cut(y, at + moved, style);
			this.#move(slot, {from: at, to: at + count, count: moved});
		}

		this.#blank(slot, {from: at, count: Math.min(count, right + 1 - at)}, style);
	}

	/** Moves cells right of `at + count` to the left; what comes free before `right` is blank. */
	deleteCells(y: number, {at, right, count}: {at: number; right: number; count: number}, style: number): void {
		const slot = this.order[y]!;
		const gone = Math.min(count, right + 1 - at);
		this.cut(y, at, style);
		this.cut(y, at + gone, style);
		this.cut(y, right + 1, style);
		if (right + 1 - at > gone) {
			this.#move(slot, {from: at + gone, to: at, count: right + 1 - at - gone});
		}

		this.#blank(slot, {from: right + 1 - gone, count: gone}, style);
	}

	/** Moves whole rows up: the top ones leave and come back blank at the bottom. */
	scrollUp({top, bottom, count}: {top: number; bottom: number; count: number}, style: number): void {
		if (bottom - top === this.rows - 1) {
			for (let line = 0; line < count; line++) {
				this.#advance();
				this.clearRow(bottom, style);
			}

			return;
		}

		const {order} = this;
		for (let line = 0; line < count; line++) {
			const slot = order[top]!;
			order.copyWithin(top, top + 1, bottom + 1);
			order[bottom] = slot;
			this.clearRow(bottom, style);
		}
	}

	scrollDown({top, bottom, count}: {top: number; bottom: number; count: number}, style: number): void {
		const {order} = this;
		for (let line = 0; line < count; line++) {
			const slot = order[bottom]!;
			order.copyWithin(top + 1, top, bottom);
			order[top] = slot;
			this.clearRow(top, style);
		}
	}

	/** Copies cells of one row to another; wide cells that are cut at the edges become blanks. */
	copyCells({y, x, width}: {y: number; x: number; width: number}, to: {y: number; x: number}): void {
		this.cut(to.y, to.x, 0);
		this.cut(to.y, to.x + width, 0);
		const [from, into] = [this.start(y) + x, this.start(to.y) + to.x];
		this.glyphs.copyWithin(into, from, from + width);
		this.styleIds.copyWithin(into, from, from + width);
		this.work += width + perCall;
		this.touch(this.order[to.y]!);
		if (this.glyphs[into] === wideTail) {
			this.glyphs[into] = blank;
		}

		const last = into + width - 1;
		if (glyphWidth(this.glyphs[last]!) === 2) {
			this.glyphs[last] = blank;
		}
	}

	fill({top, bottom, left, right}: {top: number; bottom: number; left: number; right: number}, glyph: Glyph, style: number): void {
		for (let y = top; y <= bottom; y++) {
			this.erase(y, {from: left, to: right + 1}, style);
			this.glyphs.fill(glyph, this.start(y) + left, this.start(y) + right + 1);
			this.touch(this.order[y]!);
		}
	}

	#move(slot: number, {from, to, count}: {from: number; to: number; count: number}): void {
		const start = slot * this.cols;
		this.glyphs.copyWithin(start + to, start + from, start + from + count);
		this.styleIds.copyWithin(start + to, start + from, start + from + count);
		this.used[slot] = this.cols;
	}

	#blank(slot: number, {from, count}: {from: number; count: number}, style: number): void {
		this.#fill(slot, {from, to: from + count}, style);
		this.work += this.cols + perCall;
	}

	/** The top row becomes the bottom one: the order is a window of a longer list, and moves on by one. */
	#advance(): void {
		const {order, rows} = this;
		const slot = order[0]!;
		this.#first++;
		if (this.#first > rows) {
			this.#first = 0;
			this.#slots.copyWithin(0, rows + 1);
		}

		this.#windows[this.#first] ??= this.#slots.subarray(this.#first, this.#first + rows);
		this.order = this.#windows[this.#first]!;
		this.order[rows - 1] = slot;
	}

	/** Blanks cells and keeps the book of what is in the row. */
	#fill(slot: number, {from, to}: {from: number; to: number}, style: number): void {
		const {cols, used} = this;
		const start = slot * cols;
		this.dirty[slot] = 1;
		if (style !== 0) {
			this.kernel.blank(start + from, start + to);
			this.kernel.style(start + from, start + to, style);
			this.styled[slot] = 1;
			used[slot] = Math.max(used[slot]!, to);
			return;
		}

		const end = Math.min(to, used[slot]!);
		if (from >= end) {
			return;
		}

		this.kernel.blank(start + from, start + end);
		if (this.styled[slot] === 1) {
			this.kernel.style(start + from, start + end, 0);
		}

		if (end === used[slot]) {
			used[slot] = from;
		}
	}
}
