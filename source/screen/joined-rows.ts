import {blank, glyphWidth} from './glyph.js';
import type {Grid} from './grid.js';
import {sliceText} from './row-text.js';
import {wraps} from './wraps.js';

/** A row of a grid. */
export type Row = {grid: Grid; y: number};

/** Whether a row goes on what the row above it began. */
export const isWrapped = ({grid, y}: Row): boolean => grid.wrapped[y] !== wraps.no;

/** How many columns of a row are part of the line that `next` goes on with: all but the last where a wide character found no room. */
export function filledColumns({grid, y}: Row, next: Row): number {
	const isHole = grid.glyphs[((y + 1) * grid.cols) - 1] === blank && leavesHole(next);
	return grid.cols - (isHole ? 1 : 0);
}

/** Whether a blank at the end of the row above is none of the line: it begins with a wide character that had no room there. */
export const leavesHole = ({grid, y}: Row): boolean => grid.wrapped[y] !== wraps.afterBlank && glyphWidth(grid.glyphs[y * grid.cols]!) === 2;

/** Makes the lines that a program printed of the rows that they were wrapped to. Blanks at the end of a line are cut off, those where it was wrapped are kept. */
export class JoinedRows {
	readonly #lines: string[] = [];
	/** The rows of the line that may go on. */
	#open: string[] = [];

	/** Takes the next row, or the columns of it that are wanted (`to` not counted). `goesOn`: whether with the line before. */
	add(row: Row, {from = 0, to = Infinity, goesOn = isWrapped(row)}: {from?: number; to?: number; goesOn?: boolean} = {}): void {
		if (!goesOn) {
			this.#end();
		} else if (leavesHole(row) && this.#open.at(-1)?.endsWith(' ') === true) {
			this.#open.push(this.#open.pop()!.slice(0, -1));
		}

		this.#open.push(sliceText(row.grid, row.y, {from, to}));
	}

	/** The lines so far. */
	end(): string[] {
		this.#end();
		return this.#lines;
	}

	#end(): void {
		if (this.#open.length === 0) {
			return;
		}

		this.#lines.push(this.#open.join('').trimEnd());
		this.#open = [];
	}
}
