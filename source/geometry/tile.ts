import type {Rect} from './rect.js';
import {leastSession, type Place} from './solve.js';

// Narrower than this, what agents print is wrapped so often that it cannot be read; lower, too little of it is seen. Width counts double.
const wanted = {width: 60, height: 14};
// Where both are given, a pane looks right at this ratio of columns to rows.
const ratio = 3.5;

/**
Tiles sessions into a grid of equal panes with shared borders, in the order given, row by row.

The grid is the one whose panes come nearest to a good shape; when not all fit, those that come first do. A last row that is not full
is stretched over the width.
*/
export function tile(sessions: readonly string[], rect: Rect): Place[] {
	const cols = Math.max(1, Math.floor((rect.width - 1) / (leastSession.cols - 1)));
	const rows = Math.max(1, Math.floor((rect.height - 1) / (leastSession.rows - 1)));
	const count = Math.min(sessions.length, cols * rows);
	const across = bestColumns(count, rect, {cols, rows});
	const down = Math.ceil(count / across);
	const places: Place[] = [];
	const ys = cuts({from: rect.y, length: rect.height, parts: down});
	for (const [row, y] of ys.entries()) {
		const first = row * across;
		const inRow = sessions.slice(first, Math.min(first + across, count));
		const xs = cuts({from: rect.x, length: rect.width, parts: inRow.length});
		for (const [column, x] of xs.entries()) {
			places.push({pane: {kind: 'session', id: inRow[column]!}, rect: {x: x.at, y: y.at, width: x.length, height: y.length}});
		}
	}

	return places;
}

/** How many panes the best grid for this room can show. */
export function capacity(rect: Rect): number {
	return Math.max(1, Math.floor((rect.width - 1) / (leastSession.cols - 1))) * Math.max(1, Math.floor((rect.height - 1) / (leastSession.rows - 1)));
}

function bestColumns(count: number, rect: Rect, limit: {cols: number; rows: number}): number {
	let best = 1;
	let distance = Infinity;
	for (let across = 1; across <= Math.min(count, limit.cols); across++) {
		const down = Math.ceil(count / across);
		if (down > limit.rows) {
			continue;
		}

		const width = rect.width / across;
		const height = rect.height / down;
		const lacking = (2 * Math.max(0, Math.log(wanted.width / width))) + Math.max(0, Math.log(wanted.height / height));
		const off = lacking + (0.1 * Math.abs(Math.log(width / height / ratio))) + (((across * down) - count) * 0.05);
		if (!(off < distance)) {
			continue;
		}

		distance = off;
		best = across;
	}

	return best;
}

/** Cuts a length into parts that share their border cells; the first ones get what does not divide. */
function cuts({from, length, parts}: {from: number; length: number; parts: number}): Array<{at: number; length: number}> {
	const whole = length + parts - 1;
	const result: Array<{at: number; length: number}> = [];
	let at = from;
	for (let index = 0; index < parts; index++) {
		const size = Math.floor(whole / parts) + (index < whole % parts ? 1 : 0);
		result.push({at, length: size});
		at += size - 1;
	}

	return result;
}
