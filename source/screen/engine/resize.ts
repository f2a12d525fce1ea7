import type {Size} from '../../protocol/holder.js';
import {LineCells} from './line-cells.js';
import {readRow} from './line-text.js';
import {Page} from './page.js';
import {reflow, type Cursor} from './reflow.js';
import {writePiece} from './rewrap.js';
import type {Sheet} from './sheet.js';
import type {Terminal} from './terminal.js';

/** Gives the terminal another size. Lines that were wrapped are wrapped anew, and the cursor stays on its character. */
export function resize(terminal: Terminal, size: Size): void {
	const {primary, alternate} = terminal;
	const isPrimary = terminal.sheet === primary;
	const {x, y} = terminal;
	const below = primary.saved ?? {x, y, isPending: false};
	const cursor = isPrimary ? {x: x + (terminal.isPending ? 1 : 0), y} : {x: below.x + (below.isPending ? 1 : 0), y: below.y};
	const onPrimary = reflow(terminal, cursor, size);
	const onAlternate = crop(alternate, {x, y: isPrimary ? 0 : y}, size);
	terminal.cols = size.cols;
	terminal.rows = size.rows;
	for (const sheet of [primary, alternate]) {
		sheet.resetMargins();
		sheet.tabs.resize(size.cols);
		if (sheet.saved === undefined) {
			continue;
		}

		const {saved} = sheet;
		const {x: savedX, y: savedY} = sheet === primary && !isPrimary ? onPrimary : saved;
		// A place behind the last column is that column, which waits to wrap.
		const isPending = sheet === primary && !isPrimary ? savedX === size.cols : saved.isPending && savedX === size.cols - 1;
		sheet.saved = {...saved, x: Math.min(savedX, size.cols - 1), y: Math.min(savedY, size.rows - 1), isPending};
	}

	const place = isPrimary ? onPrimary : onAlternate;
	terminal.place(place.x, place.y);
	terminal.isPending = isPrimary && place.x === size.cols;
	terminal.join = 0;
}

/** The alternate screen: what lies outside is cut off, from the top when the cursor would be lost. */
function crop(sheet: Sheet, cursor: Cursor, size: Size): Cursor {
	const old = sheet.page;
	const page = new Page(size.cols, size.rows);
	const gone = Math.max(0, cursor.y - size.rows + 1);
	for (let y = 0; y < Math.min(size.rows, old.rows - gone); y++) {
		const cells = new LineCells();
		readRow(old, y + gone, cells);
		writePiece(page, y, {cells, from: 0, to: Math.min(cells.length, size.cols), wrap: cells.wrap});
	}

	sheet.page = page;
	return {x: cursor.x, y: cursor.y - gone};
}
