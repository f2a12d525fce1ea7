import {blank, glyphWidth} from './glyph.js';
import type {Grid} from './grid.js';
import {sliceText} from './row-text.js';
import {wraps} from './wraps.js';

// Rows of blanks that are held back at the most, because more of the line may follow: memory that is needed meanwhile.
const heldRows = 4096;

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

/**
The same lines as one text, a piece for each row, so that nobody needs to have all of it at once. Blank lines at its end are left out.
A line that goes on behind 4096 rows of blanks is two.
*/
export class JoinedText {
	/** Blanks that are part of the line if more of it comes. */
	#held = '';
	/** Rows in which nothing but them came. */
	#heldRows = 0;
	/** Ends of lines before what comes next. */
	#ends = 0;
	#isBegun = false;

	/** Takes the next row. Returns what is certain to be in the text, with what was held back before it. */
	add(row: Row): string {
		if (!isWrapped(row) || this.#heldRows === heldRows) {
			this.#ends += this.#isBegun ? 1 : 0;
			this.#hold('');
		} else if (leavesHole(row) && this.#held.endsWith(' ')) {
			this.#held = this.#held.slice(0, -1);
		}

		this.#isBegun = true;
		const text = sliceText(row.grid, row.y, {from: 0, to: row.grid.cols});
		const shown = text.trimEnd();
		if (shown === '') {
			this.#held += text;
			this.#heldRows++;
			return '';
		}

		const piece = `${'\n'.repeat(this.#ends)}${this.#held}${shown}`;
		this.#ends = 0;
		this.#hold(text.slice(shown.length));
		return piece;
	}

	#hold(blanks: string): void {
		this.#held = blanks;
		this.#heldRows = 0;
	}
}
