import type {Grid} from '../../screen/grid.js';
import {sliceText} from '../../screen/row-text.js';

/** A place in a session's lines: line 0 is the oldest that is kept, columns are cells. */
export type LinePlace = {line: number; column: number};

/** From one place to another, both taken in, in whichever order they were set. A block is the same columns of each line. */
export type Selection = {anchor: LinePlace; head: LinePlace; isBlock?: boolean};

export type Span = {start: LinePlace; end: LinePlace; isBlock?: boolean};

export function spanOf({anchor, head, isBlock = false}: Selection): Span {
	if (isBlock) {
		const [top, bottom] = [Math.min(anchor.line, head.line), Math.max(anchor.line, head.line)];
		const [left, right] = [Math.min(anchor.column, head.column), Math.max(anchor.column, head.column)];
		return {start: {line: top, column: left}, end: {line: bottom, column: right}, isBlock};
	}

	const isForward = anchor.line < head.line || (anchor.line === head.line && anchor.column <= head.column);
	return isForward ? {start: anchor, end: head} : {start: head, end: anchor};
}

/** The cells of a line that are in the span, `to` not counted; undefined when none is. */
export function columnsOf({start, end, isBlock = false}: Span, line: number): {from: number; to: number} | undefined {
	if (line < start.line || line > end.line) {
		return undefined;
	}

	if (isBlock) {
		return {from: start.column, to: end.column + 1};
	}

	return {from: line === start.line ? start.column : 0, to: line === end.line ? end.column + 1 : Number.MAX_SAFE_INTEGER};
}

/** The text of a span out of a grid whose row 0 is line `first`; blanks at the ends of lines are left out. */
export function spanText(span: Span, grid: Grid, first: number): string {
	const lines: string[] = [];
	for (let {line} = span.start; line <= span.end.line; line++) {
		const y = line - first;
		if (y >= 0 && y < grid.rows) {
			lines.push(sliceText(grid, y, columnsOf(span, line)!).trimEnd());
		}
	}

	return lines.join('\n');
}

/** What one, two and three clicks take hold of. */
export type Unit = 'cell' | 'word' | 'line';

/** The columns of what a place is part of, on a row of a grid. A word is what one would copy whole: a name, a path, an address. */
export function unitAt(unit: Unit, {grid, y, x}: {grid: Grid; y: number; x: number}): {from: number; to: number} {
	if (unit === 'line') {
		return {from: 0, to: Number.MAX_SAFE_INTEGER - 1};
	}

	if (unit === 'cell' || !isWordAt(grid, y, x)) {
		return {from: x, to: x};
	}

	let [from, to] = [x, x];
	while (isWordAt(grid, y, from - 1)) {
		from--;
	}

	while (isWordAt(grid, y, to + 1)) {
		to++;
	}

	return {from, to};
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

const isWordAt = (grid: Grid, y: number, x: number): boolean => classAt(grid, y, x) === 'word';
