import {blank, glyphWidth, wideTail} from '../glyph.js';
import {wraps} from '../wraps.js';
import type {Size} from '../../protocol/holder.js';
import type {History} from './history.js';
import {plainCells} from './kernel/kernel.js';
import {LineCells} from './line-cells.js';
import {Page} from './page.js';

// Rows of one line that are joined at the most: memory that is needed meanwhile.
const endless = 4096;

/**
A line that never ends is laid out in parts, each as long as whole rows of both widths; a part of wide characters that found no room at the
edge may end in a blank.
*/
export const isEndless = (rows: number, cols: number): boolean => rows >= endless && rows % cols === 0;

/** A row of the new size: a stretch of a logical line. */
export type Piece = {cells: LineCells; from: number; to: number; wrap: number};

/** A row of the old size. */
export type Row = {cells: LineCells; isCursor: boolean};

/** One line of the rows that it was wrapped to, and where in it the cursor is; -1 when it is in another. */
export function join(rows: Row[], x: number): {cells: LineCells; offset: number} {
	const joined = new LineCells();
	joined.wrap = rows[0]!.cells.wrap;
	let offset = -1;
	for (const [index, {cells, isCursor}] of rows.entries()) {
		if (isCursor) {
			offset = joined.length + x;
		}

		const next = rows[index + 1]?.cells;
		if (next === undefined) {
			cells.trim();
		} else {
			const {cols} = cells;
			cells.pad(cols - (isHole(cells.glyphs.subarray(0, cells.length), cols, next) ? 1 : 0));
		}

		joined.append(cells);
	}

	return {cells: joined, offset};
}

/** Whether a wide character that begins the next row left the last column of this one blank. */
const isHole = (row: Uint32Array, cols: number, next: LineCells): boolean =>
	next.wrap !== wraps.afterBlank && next.length > 0 && glyphWidth(next.glyphs[0]!) === 2 && (row.length < cols || row[cols - 1] === blank);

/** Lays a line out in rows of so many columns, behind those that there are. */
export function cut(cells: LineCells, cols: number, pieces: Piece[]): void {
	let from = 0;
	let {wrap} = cells;
	do {
		let to = Math.min(cells.length, from + cols);
		if (to < cells.length && glyphWidth(cells.glyphs[to]!) === 0 && to - from > 1) {
			to--;
		}

		pieces.push({cells, from, to, wrap});
		wrap = to - from === cols && cells.glyphs[to - 1] === blank ? wraps.afterBlank : wraps.yes;
		from = to;
	} while (from < cells.length);
}

/** Keeps pieces as rows of a history. */
export class RowsAbove {
	readonly history: History;
	readonly #row: Page;
	readonly #joined = new LineCells();
	readonly #pieces: Piece[] = [];

	constructor(history: History, {cols}: Size) {
		this.history = history;
		this.#row = new Page(cols, 1, plainCells(cols, 1));
	}

	push(pieces: readonly Piece[]): void {
		for (const piece of pieces) {
			this.#put(piece);
		}
	}

	/** Takes the lines `from` up to `to` of a history, which is not the last one, as they are where they are the same in this width, blocks of them at once. */
	take(history: History, from: number, to: number): void {
		const {cols} = this.#row;
		const cells = new LineCells(cols);
		for (let number = from; number < to;) {
			const block = history.blockAt(number, cols);
			if (block !== undefined && number + block.count <= to && !history.isWrapped(number + block.count)) {
				this.history.adopt(block, cols);
				number += block.count;
				continue;
			}

			history.read(number, cells);
			if (cells.length <= cols && !history.isWrapped(number + 1)) {
				this.#put({cells, from: 0, to: cells.length, wrap: cells.wrap});
				number++;
			} else {
				number = this.#joinRows(history, {number, cells});
				cut(this.#joined, cols, this.#pieces);
				this.push(this.#pieces.splice(0));
			}
		}
	}

	/** Joins the rows of a line, or of a part of one that never ends, of which the first is read; returns the number of what comes behind them. */
	#joinRows(history: History, {number, cells}: {number: number; cells: LineCells}): number {
		const joined = this.#joined;
		joined.begin(0);
		joined.wrap = cells.wrap;
		joined.append(cells);
		let next = number + 1;
		for (let start = 0; history.isWrapped(next) && !isEndless(next - number, this.#row.cols); next++) {
			const {length, cols} = cells;
			history.read(next, cells);
			start += cols - (isHole(joined.glyphs.subarray(start, start + length), cols, cells) ? 1 : 0);
			joined.pad(start);
			joined.append(cells);
		}

		return next;
	}

	#put(piece: Piece): void {
		this.#row.clearRow(0, 0);
		writePiece(this.#row, 0, piece);
		this.history.push(this.#row, 0);
	}
}

/** Writes cells into an empty row. */
export function writePiece(page: Page, y: number, {cells, from, to, wrap}: Piece): void {
	const slot = page.order[y]!;
	const start = slot * page.cols;
	page.glyphs.set(cells.glyphs.subarray(from, to), start);
	page.styleIds.set(cells.styleIds.subarray(from, to), start);
	page.wrapped[slot] = wrap;
	page.touch(slot);
	// A wide character that is cut off at the edge.
	if (to > from && glyphWidth(cells.glyphs[to - 1]!) === 2) {
		page.glyphs[start + to - from - 1] = blank;
	}

	// The rest of one that had no room in the row before: a screen of one column.
	if (to > from && cells.glyphs[from] === wideTail) {
		page.glyphs[start] = blank;
	}
}
