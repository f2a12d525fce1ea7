import {blank, glyphOf, glyphOfCodePoint, glyphText, glyphWidth, wideTail, type Glyph} from './glyph.js';
import type {StyleTable} from './style.js';
import {graphemes, isNarrow} from './width.js';

export type Size = {cols: number; rows: number};

/** Cells, from 0 at the top left. */
export type Place = {x: number; y: number};

export type Area = {x: number; y: number; width: number; height: number};

export type Cell = {text: string; width: 0 | 1 | 2; style: number};

/**
A rectangle of cells on typed arrays: cell (x, y) is at `y * cols + x` of both.

Wide cells are kept whole: whatever overwrites one half blanks the other. Grids that are copied into each other must
share their style table.
*/
export class Grid {
	readonly cols: number;
	readonly rows: number;
	readonly styles: StyleTable;
	readonly glyphs: Uint32Array;
	readonly styleIds: Uint32Array;
	/** Of each row: whether it goes on what the row above began, one of `wraps`. */
	readonly wrapped: Uint8Array;

	constructor(size: Size, styles: StyleTable) {
		this.cols = size.cols;
		this.rows = size.rows;
		this.styles = styles;
		this.glyphs = new Uint32Array(size.cols * size.rows).fill(blank);
		this.styleIds = new Uint32Array(size.cols * size.rows);
		this.wrapped = new Uint8Array(size.rows);
	}

	/** Blanks everything. */
	clear(style = 0): void {
		this.glyphs.fill(blank);
		this.styleIds.fill(style);
		this.wrapped.fill(0);
	}

	/** Blanks one row. */
	clearRow(y: number): void {
		const start = y * this.cols;
		this.glyphs.fill(blank, start, start + this.cols);
		this.styleIds.fill(0, start, start + this.cols);
		this.wrapped[y] = 0;
	}

	/** Fills what of the area lies inside the grid with one character of width 1. */
	fill(area: Area, {text = ' ', style = 0}: {text?: string; style?: number} = {}): void {
		const glyph = glyphOf(text, 1);
		const [left, right] = [Math.max(0, area.x), Math.min(this.cols, area.x + area.width)];
		if (left >= right) {
			return;
		}

		for (let y = Math.max(0, area.y); y < Math.min(this.rows, area.y + area.height); y++) {
			const [from, to] = this.#open({x: left, y}, right);
			this.glyphs.fill(glyph, from, to);
			this.styleIds.fill(style, from, to);
		}
	}

	/** Puts one glyph; outside the grid nothing happens, and a wide one that would be cut becomes a blank. */
	set({x, y}: Place, glyph: Glyph, style: number): void {
		if (x < 0 || y < 0 || x >= this.cols || y >= this.rows) {
			return;
		}

		const index = (y * this.cols) + x;
		this.#breakWide(x, index);
		this.styleIds[index] = style;
		if (glyphWidth(glyph) < 2) {
			this.glyphs[index] = glyph;
			return;
		}

		if (x + 1 >= this.cols) {
			this.glyphs[index] = blank;
			return;
		}

		this.#breakWide(x + 1, index + 1);
		this.glyphs[index] = glyph;
		this.glyphs[index + 1] = wideTail;
		this.styleIds[index + 1] = style;
	}

	/** Writes text on one row, up to `limit` cells or the edge; returns the cells that it took. */
	put(place: Place, text: string, {style = 0, limit = Infinity}: {style?: number; limit?: number} = {}): number {
		const end = Math.min(this.cols, place.x + limit);
		if (isNarrow(text)) {
			return this.#putNarrow(place, text.slice(0, Math.max(0, end - place.x)), style);
		}

		let {x} = place;
		for (const {text: character, width} of graphemes(text)) {
			if (width === 0) {
				continue;
			}

			if (x + width > end) {
				break;
			}

			this.set({x, y: place.y}, glyphOf(character, width), style);
			x += width;
		}

		return x - place.x;
	}

	/** Nearly everything that is written: a cell for each code unit, all of which fit. */
	#putNarrow({x, y}: Place, text: string, style: number): number {
		const left = Math.max(0, x);
		if (y < 0 || y >= this.rows || left >= x + text.length) {
			return text.length;
		}

		const [from, to] = this.#open({x: left, y}, x + text.length);
		const {glyphs} = this;
		let last = -1;
		let glyph = blank;
		// Most neighbours are alike: spaces, and the lines of borders.
		for (let index = from; index < to; index++) {
			const unit = text.charCodeAt(index - from + left - x); // eslint-disable-line unicorn/prefer-code-point -- One unit each, as was asked before.
			if (unit !== last) {
				last = unit;
				glyph = glyphOfCodePoint(unit, 1);
			}

			glyphs[index] = glyph;
		}

		this.styleIds.fill(style, from, to);
		return text.length;
	}

	/** Copies an area of another grid to a place of this one; both are clipped. */
	blit(source: Grid, from: Area, to: Place): void {
		const left = Math.max(0, -from.x, -to.x);
		const width = Math.min(from.width, source.cols - from.x, this.cols - to.x) - left;
		if (width <= 0) {
			return;
		}

		for (let row = Math.max(0, -from.y, -to.y); row < Math.min(from.height, source.rows - from.y, this.rows - to.y); row++) {
			const start = ((from.y + row) * source.cols) + from.x + left;
			const x = to.x + left;
			const target = ((to.y + row) * this.cols) + x;
			this.#breakWide(x, target);
			this.#breakWide(x + width - 1, target + width - 1);
			this.glyphs.set(source.glyphs.subarray(start, start + width), target);
			this.styleIds.set(source.styleIds.subarray(start, start + width), target);
			this.#mendEdges(target, width);
		}
	}

	/** Copies a whole row of a grid of the same width. */
	copyRow(y: number, source: Grid, sourceY: number): void {
		const start = sourceY * source.cols;
		this.glyphs.set(source.glyphs.subarray(start, start + this.cols), y * this.cols);
		this.styleIds.set(source.styleIds.subarray(start, start + this.cols), y * this.cols);
		this.wrapped[y] = source.wrapped[sourceY]!;
	}

	/** Whether two rows look the same, and both go on what is above them, or neither. */
	rowEquals(y: number, other: Grid, otherY: number): boolean {
		if (this.cols !== other.cols || this.wrapped[y] !== other.wrapped[otherY]) {
			return false;
		}

		const start = y * this.cols;
		const offset = otherY * this.cols;
		for (let x = 0; x < this.cols; x++) {
			if (this.glyphs[start + x] !== other.glyphs[offset + x] || this.styleIds[start + x] !== other.styleIds[offset + x]) {
				return false;
			}
		}

		return true;
	}

	cell({x, y}: Place): Cell {
		const index = (y * this.cols) + x;
		const glyph = this.glyphs[index] ?? blank;
		return {text: glyphText(glyph), width: glyphWidth(glyph), style: this.styleIds[index] ?? 0};
	}

	/** The cells of a row from a place up to a column, freed of the halves of wide ones that reach out of them. */
	#open({x, y}: Place, to: number): [from: number, to: number] {
		const start = y * this.cols;
		this.#breakWide(x, start + x);
		this.#breakWide(to - 1, start + to - 1);
		return [start + x, start + to];
	}

	/** When the cell is one half of a wide one, blanks both. */
	#breakWide(x: number, index: number): void {
		const width = glyphWidth(this.glyphs[index]!);
		if (width === 2 && x + 1 < this.cols) {
			this.glyphs[index + 1] = blank;
			this.glyphs[index] = blank;
		} else if (width === 0) {
			this.glyphs[index] = blank;
			if (x > 0) {
				this.glyphs[index - 1] = blank;
			}
		}
	}

	/** Blanks halves of wide cells that a copied stretch begins or ends with. */
	#mendEdges(start: number, width: number): void {
		if (glyphWidth(this.glyphs[start]!) === 0) {
			this.glyphs[start] = blank;
		}

		if (glyphWidth(this.glyphs[start + width - 1]!) === 2) {
			this.glyphs[start + width - 1] = blank;
		}
	}
}
