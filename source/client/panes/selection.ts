import type {Grid} from '../../screen/grid.js';
import {JoinedRows} from '../../screen/joined-rows.js';

/** A place in a session's lines: line 0 is the first that it ever printed, columns are cells. */
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

/** The text of a span out of a grid whose row 0 is line `first`. */
export function spanText(span: Span, grid: Grid, first: number): string {
	const rows = new JoinedRows();
	addSpan(rows, span, {grid, first});
	return rows.end().join('\n');
}

/** Adds the lines of a span that a grid has, whose row 0 is line `first`; with `from` and `to` only those of them, `to` not counted. Those that were wrapped become one, but in a block, which is as it is seen. */
export function addSpan(rows: JoinedRows, span: Span, {grid, first, from = first, to = Infinity}: {grid: Grid; first: number; from?: number; to?: number}): void {
	for (let line = Math.max(span.start.line, first, from); line < Math.min(span.end.line + 1, first + grid.rows, to); line++) {
		rows.add({grid, y: line - first}, {...columnsOf(span, line), ...(span.isBlock === true ? {goesOn: false} : {})});
	}
}
