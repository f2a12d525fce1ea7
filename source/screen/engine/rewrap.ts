import {blank, glyphWidth, wideTail} from '../glyph.js';
import {wraps} from '../wraps.js';
import type {Size} from '../../protocol/holder.js';
import type {History} from './history.js';
import {plainCells} from './kernel/kernel.js';
import {LineCells} from './line-cells.js';
import {Page} from './page.js';

/** Rows of one line that are joined at the most: memory that is needed meanwhile. */
export const endless = 4096;

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
			// A wide character that did not fit left the last column blank.
			const hole = next.wrap !== wraps.afterBlank && glyphWidth(next.glyphs[0]!) === 2 && (cells.length < cols || cells.glyphs[cols - 1] === blank) ? 1 : 0;
			cells.pad(cols - hole);
		}

		joined.append(cells);
	}

	return {cells: joined, offset};
}

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

	constructor(history: History, {cols}: Size) {
		this.history = history;
		this.#row = new Page(cols, 1, plainCells(cols, 1));
	}

	push(pieces: readonly Piece[]): void {
		for (const piece of pieces) {
			this.#row.clearRow(0, 0);
			writePiece(this.#row, 0, piece);
			this.history.push(this.#row, 0);
		}
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
