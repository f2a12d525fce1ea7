import type {HolderLink} from '../../link/holder-link.js';
import {ansiRow} from '../../screen/ansi-row.js';
import {readPage} from '../logs/page.js';
import {readText} from '../logs/read-text.js';

/** History and screen of a session that runs, oldest first; as text, lines that were wrapped are whole. */
export async function * readLines(holder: HolderLink, format: 'text' | 'ansi'): AsyncGenerator<string> {
	if (format === 'text') {
		yield `${await readText(holder)}\n`;
		return;
	}

	// The rows below what was printed last are none of it.
	let blanks = 0;
	let end: number | undefined;
	for (let from = 0; end === undefined || from < end;) {
		const {first, total, grid} = await readPage(holder, from);
		// What is printed from here on is not waited for.
		end ??= total;
		const rows = Math.min(grid.rows, end - first);
		let text = '';
		for (let y = 0; y < rows; y++) {
			const row = ansiRow(grid, y);
			text += row === '' ? '' : `${'\n'.repeat(blanks)}${row}\n`;
			blanks = row === '' ? blanks + 1 : 0;
		}

		yield text;
		if (grid.rows === 0) {
			return;
		}

		from = first + grid.rows;
	}
}
