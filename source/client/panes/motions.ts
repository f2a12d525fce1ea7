import type {Grid} from '../../screen/grid.js';
import {rowText} from '../../screen/row-text.js';
import {classAt, type LinePlace} from './selection.js';

/** Where keys take the cursor of a selection, as in vi. */
export type Motion =
	| 'left' | 'right' | 'up' | 'down'
	| 'nextWord' | 'previousWord' | 'wordEnd'
	| 'lineStart' | 'text' | 'lineEnd'
	| 'halfUp' | 'halfDown' | 'pageUp' | 'pageDown' | 'top' | 'bottom';

export type Row = {grid: Grid; y: number};

export type Ground = {
	/** How many lines there are. */
	total: number;
	/** Lines of the pane. */
	height: number;
	/** A line's cells; undefined when there is no such line. */
	row(line: number): Promise<Row | undefined>;
};

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

		case 'lineStart': {
			return {line, column: 0};
		}

		case 'text': {
			return {line, column: row === undefined ? 0 : Math.max(0, rowText(row.grid, row.y).search(/\S/v))};
		}

		case 'lineEnd': {
			return {line, column: row === undefined ? 0 : endOf(row)};
		}

		case 'nextWord':
		case 'previousWord':
		case 'wordEnd': {
			return toWord(from, motion, ground);
		}

		default: {
			return {line: Math.max(0, Math.min(ground.total - 1, line + rowsOf(motion, ground))), column};
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

		const starts = motion === 'wordEnd' ? endsIn(row) : startsIn(row);
		const isOwn = line === from.line;
		const column = by === 1 ? starts.find(x => !isOwn || x > from.column) : starts.findLast(x => !isOwn || x < from.column);
		if (column !== undefined) {
			return {line, column};
		}
	}

	return from;
}

const startsIn = ({grid, y}: Row): number[] => columns(grid).filter(x => classAt(grid, y, x) !== 'blank' && classAt(grid, y, x) !== classAt(grid, y, x - 1) && headOf({grid, y}, x) === x);

const endsIn = ({grid, y}: Row): number[] => columns(grid).filter(x => classAt(grid, y, x) !== 'blank' && classAt(grid, y, x) !== classAt(grid, y, x + 1)).map(x => headOf({grid, y}, x));

const columns = ({cols}: Grid): number[] => Array.from({length: cols}, (_, x) => x);
