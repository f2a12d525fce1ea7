import type {Grid} from '../../screen/grid.js';
import {filledColumns, isWrapped, type Row} from '../../screen/joined-rows.js';
import type {LinePlace} from './selection.js';

/** The lines of a session, of which some may have to be fetched. */
export type Ground = {
	/** The number of the oldest line, and the one behind the last. */
	oldest: number;
	total: number;
	/** Lines of the pane. */
	height: number;
	/** A line's cells; undefined when there is no such line. */
	row(line: number): Promise<Row | undefined>;
};

/** What one, two and three clicks take hold of. */
export type Unit = 'cell' | 'word' | 'line';

/** From the first to the last cell, both taken in. */
export type Part = {start: LinePlace; end: LinePlace};

/** Rows, both taken in. */
export type Rows = {from: number; to: number};

export const lastCell = Number.MAX_SAFE_INTEGER - 1;

// Rows that one line is followed over: as many as a session keeps unless it is told to keep more. One that prints a picture in one line fills them all.
const rowLimit = 10_000;

/** What a place is part of. A word is what one would copy whole: a name, a path, an address. Both go on where they were wrapped. */
export async function partAt(unit: Unit, place: LinePlace, ground: Ground): Promise<Part> {
	if (unit === 'line') {
		const {from, to} = await wholeLine(place.line, ground);
		return {start: {line: from, column: 0}, end: {line: to, column: lastCell}};
	}

	const row = unit === 'word' ? await ground.row(place.line) : undefined;
	if (row === undefined || !isWordAt(row, place.column)) {
		return {start: place, end: place};
	}

	return {start: await followWord(place, -1, ground), end: await followWord(place, 1, ground)};
}

/** The rows of the line that a row is part of. */
export async function wholeLine(line: number, ground: Ground): Promise<Rows> {
	let [from, to] = [line, line];
	while (line - from < rowLimit && await goesOnAbove(from, ground)) {
		from--;
	}

	while (to - line < rowLimit && await goesOnAbove(to + 1, ground)) {
		to++;
	}

	return {from, to};
}

/** Whether a row goes on what the one above began, which is still kept. */
async function goesOnAbove(line: number, ground: Ground): Promise<boolean> {
	const row = line > ground.oldest ? await ground.row(line) : undefined;
	return row !== undefined && isWrapped(row);
}

/** The last cell of a word in a direction. */
async function followWord(from: LinePlace, by: -1 | 1, ground: Ground): Promise<LinePlace> {
	let place = from;
	for (let count = 0; count < rowLimit; count++) {
		const row = (await ground.row(place.line))!;
		let {column} = place;
		while (isWordAt(row, column + by)) {
			column += by;
		}

		place = {...place, column};
		const next = await beside({line: place.line, row}, by, ground);
		if (next?.edge !== column || !isWordAt(next.row, next.column)) {
			break;
		}

		place = {line: place.line + by, column: next.column};
	}

	return place;
}

/** The row before or behind that is of the same line: `edge` is the last column on this side of where the line was wrapped, `column` the first on the other. */
export async function beside({line, row}: {line: number; row: Row}, by: -1 | 1, ground: Ground): Promise<{row: Row; edge: number; column: number} | undefined> {
	if (by === -1 && !isWrapped(row)) {
		return undefined;
	}

	const next = await ground.row(line + by);
	if (next === undefined) {
		return undefined;
	}

	if (by === -1) {
		return {row: next, edge: 0, column: filledColumns(next, row) - 1};
	}

	return isWrapped(next) ? {row: next, edge: filledColumns(row, next) - 1, column: 0} : undefined;
}

const letters = /^[\p{Letter}\p{Mark}\p{Number}]/v;
// What paths, addresses and names have beside letters.
const joints = '#$%&+-./:=?@\\_~';

/** What a cell is part of: a word, signs that no name is made of, or nothing. Outside of the grid is nothing. */
export function classAt(grid: Grid, y: number, x: number): 'word' | 'sign' | 'blank' {
	if (x < 0 || x >= grid.cols || y < 0 || y >= grid.rows) {
		return 'blank';
	}

	const {text, width} = grid.cell({x, y});
	// The right half of a wide character belongs to its left half.
	if (width === 0) {
		return classAt(grid, y, x - 1);
	}

	return text.trim() === '' ? 'blank' : (letters.test(text) || joints.includes(text) ? 'word' : 'sign');
}

const isWordAt = ({grid, y}: Row, x: number): boolean => classAt(grid, y, x) === 'word';
