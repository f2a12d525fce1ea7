import type {HolderLink} from '../../link/holder-link.js';
import {ansiRow} from '../../screen/ansi-row.js';
import {Grid} from '../../screen/grid.js';
import {applyRows} from '../../screen/screen.js';
import {StyleTable} from '../../screen/style.js';
import {readText} from '../logs/read-text.js';

// Lines asked for at once: a page is drawn from in a moment, and the agent's keys are served between two.
const page = 500;

/** History and screen of a session that runs, oldest first; as text, lines that were wrapped are whole. */
export async function * readLines(holder: HolderLink, format: 'text' | 'ansi'): AsyncGenerator<string> {
	if (format === 'text') {
		yield `${await readText(holder)}\n`;
		return;
	}

	// The rows below what was printed last are none of it.
	let blanks = 0;
	for (let from = 0; ;) {
		const {first, total, update} = await holder.lines(from, page);
		const grid = new Grid({cols: update.size.cols, rows: Math.min(page, Math.max(0, total - first))}, new StyleTable());
		applyRows(grid, update);
		let text = '';
		for (let y = 0; y < grid.rows; y++) {
			const row = ansiRow(grid, y);
			text += row === '' ? '' : `${'\n'.repeat(blanks)}${row}\n`;
			blanks = row === '' ? blanks + 1 : 0;
		}

		yield text;
		from = first + grid.rows;
		if (from >= total || grid.rows === 0) {
			return;
		}
	}
}
