import type {Grid} from '../../screen/grid.js';
import type {Row} from '../../screen/joined-rows.js';
import {rowText} from '../../screen/row-text.js';
import type {LinePlace} from './selection.js';
import {beside, classAt, wholeLine, type Ground} from './words.js';

/** Where keys take the cursor of a selection, as in vi. */
export type Motion =
	| 'left' | 'right' | 'up' | 'down'
	| 'nextWord' | 'previousWord' | 'wordEnd'
	| 'lineStart' | 'text' | 'lineEnd'
	| 'halfUp' | 'halfDown' | 'pageUp' | 'pageDown' | 'top' | 'bottom';

// A search for the next word over a session full of blanks ends somewhere.
const blankLines = 500;

/** The place that a motion leads to. */
export async function moved(from: LinePlace, motion: Motion, ground: Ground): Promise<LinePlace> {
	const {line, column} = from;
	const row = await ground.row(line);
	switch (motion) {
		case 'left': {
			return {line, column: Math.max(0, headOf(row, column - 1))};
		}

		case 'right': {
			return {line, column: Math.min(pastOf(row, column), lastColumn(row))};
		}

		case 'lineStart':
		case 'text':
		case 'lineEnd': {
			return inLine(line, motion, ground);
		}

		case 'nextWord':
		case 'previousWord':
		case 'wordEnd': {
			return toWord(from, motion, ground);
		}

		default: {
			return {line: Math.max(ground.oldest, Math.min(ground.total - 1, line + rowsOf(motion, ground))), column};
		}
	}
}

function rowsOf(motion: Exclude<Motion, 'left' | 'right' | 'nextWord' | 'previousWord' | 'wordEnd' | 'lineStart' | 'text' | 'lineEnd'>, {height, total}: Ground): number {
	const half = Math.max(1, Math.floor(height / 2));
	return {up: -1, down: 1, halfUp: -half, halfDown: half, pageUp: -height, pageDown: height, top: -total, bottom: total}[motion];
}

/** The first cell of the character at a column: the right half of a wide one is not stood on. */
const headOf = (row: Row | undefined, column: number): number => row !== undefined && column > 0 && column < row.grid.cols && row.grid.cell({x: column, y: row.y}).width === 0 ? column - 1 : column;

const pastOf = (row: Row | undefined, column: number): number => column + (row !== undefined && column < row.grid.cols && row.grid.cell({x: column, y: row.y}).width === 2 ? 2 : 1);

const lastColumn = (row: Row | undefined): number => row === undefined ? 0 : headOf(row, row.grid.cols - 1);

/** A line goes on where it was wrapped. */
async function inLine(line: number, motion: 'lineStart' | 'text' | 'lineEnd', ground: Ground): Promise<LinePlace> {
	const {from, to} = await wholeLine(line, ground);
	if (motion === 'lineEnd') {
		const row = await ground.row(to);
		return {line: to, column: row === undefined ? 0 : endOf(row)};
	}

	for (let first = from; first <= (motion === 'text' ? to : -1); first++) {
		const row = await ground.row(first);
		const column = row === undefined ? -1 : rowText(row.grid, row.y).search(/\S/v);
		if (column >= 0) {
			return {line: first, column};
		}
	}

	return {line: from, column: 0};
}

/** The last cell that says something. */
function endOf({grid, y}: Row): number {
	let x = grid.cols - 1;
	while (x > 0 && classAt(grid, y, x) === 'blank') {
		x--;
	}

	return headOf({grid, y}, x);
}

/** Words are what is between blanks, and between what names are made of and what they are not; the end of a line ends one. */
async function toWord(from: LinePlace, motion: 'nextWord' | 'previousWord' | 'wordEnd', ground: Ground): Promise<LinePlace> {
	const by = motion === 'previousWord' ? -1 : 1;
	for (let {line} = from, count = 0; count < blankLines; line += by, count++) {
		const row = await ground.row(line);
		if (row === undefined) {
			break;
		}

		const edges = await edgesIn({line, row}, motion === 'wordEnd' ? 1 : -1, ground);
		const isOwn = line === from.line;
		const column = by === 1 ? edges.find(x => !isOwn || x > from.column) : edges.findLast(x => !isOwn || x < from.column);
		if (column !== undefined) {
			return {line, column};
		}
	}

	return from;
}

/** Where words begin (-1) or end (1) in a row. One that was wrapped begins in one row and ends in another. */
async function edgesIn({line, row}: {line: number; row: Row}, side: -1 | 1, ground: Ground): Promise<number[]> {
	const {grid, y} = row;
	const next = await beside({line, row}, side, ground);
	const nextClass = (x: number) => next?.edge === x ? classAt(next.row.grid, next.row.y, next.column) : classAt(grid, y, x + side);
	const edges = columns(grid).filter(x => classAt(grid, y, x) !== 'blank' && classAt(grid, y, x) !== nextClass(x));
	return side === 1 ? edges.map(x => headOf(row, x)) : edges.filter(x => headOf(row, x) === x);
}

const columns = ({cols}: Grid): number[] => Array.from({length: cols}, (_, x) => x);
