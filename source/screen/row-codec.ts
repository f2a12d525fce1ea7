import type {UpdateRow} from '../protocol/update-rows.js';
import {blank} from './glyph.js';
import type {Grid} from './grid.js';
import type {Row} from './joined-rows.js';
import type {Style} from './style.js';
import {wraps} from './wraps.js';

// The numbers of the styles of all cells of one update. Used again and again: an array for each row of each picture would be given back to the
// system by nobody.
let numbers = new Uint32Array(0);
let taken = 0;

/** The styles of one update, numbered from 1 in the order of their use. One is built at a time: its rows are good until the next one is begun. */
export class UpdateStyles {
	readonly list: Style[] = [];

	constructor() {
		taken = 0;
	}

	readonly #numbers = new Map<number, number>([[0, 0]]);

	numberOf(id: number, grid: Grid): number {
		const known = this.#numbers.get(id);
		if (known !== undefined) {
			return known;
		}

		this.list.push(grid.styles.get(id));
		this.#numbers.set(id, this.list.length);
		return this.list.length;
	}
}

/** A row of a grid as row `as` of an update, good as long as the grid stays what it is. Blanks of the default style at the end are left out. */
export function encodeRow({grid, y}: Row, styles: UpdateStyles, as = y): UpdateRow {
	const start = y * grid.cols;
	const end = start + contentEnd(grid, y);
	const row = {y: as, glyphs: grid.glyphs.subarray(start, end), styles: takeNumbers(end - start)};
	row.styles.set(grid.styleIds.subarray(start, end));
	for (let from = 0; from < row.styles.length;) {
		const id = row.styles[from]!;
		let to = from + 1;
		while (to < row.styles.length && row.styles[to] === id) {
			to++;
		}

		if (id !== 0) {
			row.styles.fill(styles.numberOf(id, grid), from, to);
		}

		from = to;
	}

	const wrap = grid.wrapped[y];
	return wrap === wraps.no ? row : {...row, isWrapped: true, ...(wrap === wraps.afterBlank ? {isAfterBlank: true} : {})};
}

function takeNumbers(count: number): Uint32Array {
	if (taken + count > numbers.length) {
		numbers = new Uint32Array(2 * (taken + count));
		taken = 0;
	}

	taken += count;
	return numbers.subarray(taken - count, taken);
}

/** Writes one row of an update to row `y` of a grid of its width. `ids` are the grid's numbers of the update's styles, the default style first. */
export function decodeRow({glyphs, styles, isWrapped = false, isAfterBlank = false}: UpdateRow, {grid, y}: {grid: Grid; y: number}, ids: readonly number[]): void {
	if (glyphs.length > grid.cols) {
		throw new RangeError(`A row of ${glyphs.length} cells has no room in ${grid.cols} columns.`);
	}

	const start = y * grid.cols;
	const end = start + glyphs.length;
	grid.glyphs.set(glyphs, start);
	grid.glyphs.fill(blank, end, start + grid.cols);
	grid.styleIds.set(styles, start);
	grid.styleIds.fill(0, end, start + grid.cols);
	for (let index = start; index < end; index++) {
		const number = grid.styleIds[index]!;
		if (number !== 0) {
			grid.styleIds[index] = ids[number] ?? 0;
		}
	}

	grid.wrapped[y] = isWrapped ? (isAfterBlank ? wraps.afterBlank : wraps.yes) : wraps.no;
}

function contentEnd(grid: Grid, y: number): number {
	const start = y * grid.cols;
	let end = grid.cols;
	while (end > 0 && grid.glyphs[start + end - 1] === blank && grid.styleIds[start + end - 1] === 0) {
		end--;
	}

	return end;
}
