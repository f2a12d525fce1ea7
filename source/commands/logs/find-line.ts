import type {HolderLink} from '../../link/holder-link.js';
import {begins, isSameLayout, readPage, type Page} from './page.js';

// Rows asked for at once on the way back.
const step = 500;
// How often it is looked for where the screen is laid out anew meanwhile.
const tries = 3;

/**
The row that a line begins with, by the number of lines that had begun before it, on a screen that was laid out anew: the oldest row that is
kept when it is lost, the one behind the screen when it has not come. Undefined where nobody can say: the holder does not count lines, the
alternate screen is on, or the screen is laid out anew faster than it is looked at.
*/
export async function findLine(holder: HolderLink, line: number): Promise<{row: number; cols: number} | undefined> {
	for (let left = tries; left > 0; left--) {
		const page = await readPage(holder, 0, 1);
		if (page.begun === undefined || page.isAlternate) {
			return undefined;
		}

		const row = await lookFrom(holder, page, line - page.begun.lost - page.begun.kept);
		if (row !== undefined) {
			return {row, cols: page.grid.cols};
		}
	}

	return undefined;
}

/** So many lines below or above the first row of the screen. Undefined when it was laid out anew meanwhile. */
async function lookFrom(holder: HolderLink, start: Page, lines: number): Promise<number | undefined> {
	return lines < 0 ? lookAbove(holder, start, -lines) : lookBelow(holder, start, lines);
}

async function lookAbove(holder: HolderLink, start: Page, lines: number): Promise<number | undefined> {
	let left = lines;
	let size = step;
	for (let [end, {oldest}] = [start.top, start]; end > oldest;) {
		const from = Math.max(oldest, end - size);
		const page = await readPage(holder, from, end - from);
		if (!isSameLayout(page, start)) {
			return undefined;
		}

		oldest = page.oldest;
		if (page.first + page.grid.rows < end) {
			// So many were too long for one answer.
			size = page.grid.rows;
			continue;
		}

		for (let row = end - 1; row >= page.first; row--) {
			left -= begins(page.grid, row - page.first) ? 1 : 0;
			if (left === 0) {
				return row;
			}
		}

		end = page.first;
	}

	return start.oldest;
}

async function lookBelow(holder: HolderLink, start: Page, lines: number): Promise<number | undefined> {
	let left = lines;
	for (let row = start.top; row < start.total;) {
		const page = await readPage(holder, row);
		if (!isSameLayout(page, start) || page.first > row) {
			return undefined;
		}

		// Blank rows at the bottom have gone since.
		if (page.grid.rows === 0) {
			return page.total;
		}

		for (const end = row + page.grid.rows; row < end; row++) {
			if (begins(page.grid, row - page.first) && left-- === 0) {
				return row;
			}
		}
	}

	return start.total;
}
