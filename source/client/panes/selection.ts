import type {Grid} from '../../screen/grid.js';
import {sliceText} from '../../screen/row-text.js';

/** A place in a session's lines: line 0 is the oldest that is kept, columns are cells. */
export type LinePlace = {line: number; column: number};

/** From one place to another, both taken in, in whichever order they were set. */
export type Selection = {anchor: LinePlace; head: LinePlace};

export type Span = {start: LinePlace; end: LinePlace};

export function spanOf({anchor, head}: Selection): Span {
	const isForward = anchor.line < head.line || (anchor.line === head.line && anchor.column <= head.column);
	return isForward ? {start: anchor, end: head} : {start: head, end: anchor};
}

/** The cells of a line that are in the span, `to` not counted; undefined when none is. */
export function columnsOf({start, end}: Span, line: number): {from: number; to: number} | undefined {
	if (line < start.line || line > end.line) {
		return undefined;
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
