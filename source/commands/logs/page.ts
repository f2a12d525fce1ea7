import {MillwrightError} from '../../base/errors.js';
import type {HolderLink} from '../../link/holder-link.js';
import {replyTooLong, type BegunLines} from '../../protocol/holder.js';
import {Grid} from '../../screen/grid.js';
import {isWrapped} from '../../screen/joined-rows.js';
import {applyRows} from '../../screen/screen.js';
import {StyleTable} from '../../screen/style.js';

/** Rows of the history and the screen of a session, numbered as they came: lost ones count, so that a row keeps its number until the width is another. */
export type Page = {
	/** The number of row 0 of the grid: the one that was asked for, or the oldest that is kept. */
	first: number;
	/** The number behind the last row of the screen. */
	total: number;
	/** The number of the first row of the screen. */
	top: number;
	/** The number of the oldest row that is kept. */
	oldest: number;
	grid: Grid;
	/** Whether the screen is the alternate one: the rows are its own then, whatever their numbers. */
	isAlternate: boolean;
	begun: BegunLines | undefined;
};

// Rows asked for at once: read in a moment, so that the agent's keys are served between two.
const most = 500;

/** So many rows from that on, or fewer; at least one, where there is one. */
export async function readPage(holder: HolderLink, from: number, count = most): Promise<Page> {
	try {
		const {first, total, update, begun} = await holder.lines(from, count);
		const {size: {cols}, lostLines: oldest = 0, historyLines, modes} = update;
		const grid = new Grid({cols, rows: Math.min(count, Math.max(0, total - first))}, new StyleTable());
		applyRows(grid, update);
		return {first, total, top: oldest + historyLines, oldest, grid, isAlternate: modes.alternateScreen, begun};
	} catch (error) {
		if (count > 1 && error instanceof MillwrightError && error.code === replyTooLong) {
			return readPage(holder, from, Math.ceil(count / 2));
		}

		throw error;
	}
}

/** Whether a line begins with a row of the page. */
export const begins = (grid: Grid, y: number): boolean => !isWrapped({grid, y});

/** Whether both were read of a screen that was not laid out anew between. */
export const isSameLayout = (page: Page, other: Page): boolean => page.grid.cols === other.grid.cols && page.isAlternate === other.isAlternate && page.begun?.cleared.times === other.begun?.cleared.times;
