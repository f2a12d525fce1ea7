import type {Size} from '../../protocol/holder.js';
import {blank} from '../glyph.js';
import {wraps} from '../wraps.js';
import type {History} from './history.js';
import {LineCells} from './line-cells.js';
import {readRow} from './line-text.js';
import {Page} from './page.js';
import {cut, isEndless, join, RowsAbove, writePiece, type Piece, type Row} from './rewrap.js';
import type {Terminal} from './terminal.js';

// Rows of the history that are wrapped anew, which takes some tenths of a second on a busy machine where none fits as it is. Older ones stay as they are, and know how wide they were.
const wrappedAnew = 100_000;
// Rows that are held back before they go into the history: memory that is needed meanwhile.
const keptBack = 1024;

export type Cursor = {x: number; y: number};

/**
Lays the primary screen and its history out anew: what was wrapped because the screen was narrow becomes one line again.
Returns where the cursor is then; x is the number of columns when it waits behind the last one.
*/
export function reflow(terminal: Terminal, cursor: Cursor, size: Size): Cursor {
	const {history, primary: {page: old}} = terminal;
	const isSameWidth = old.cols === size.cols;
	const taken = history.whole(Math.min(history.length, isSameWidth ? Math.max(0, size.rows - old.rows) : wrappedAnew));
	const used = Math.max(lastRow(old), cursor.y) + 1;
	const above = new RowsAbove(history.fresh(), size);
	let pieces: Piece[] = [];
	let [first, place] = [0, {x: 0, y: 0}];
	let begun: Row[] = [];
	const finish = () => {
		const start = pieces.length;
		const {cells, offset} = join(begun, cursor.x);
		cut(cells, size.cols, pieces);
		if (offset >= 0) {
			place = find(pieces, {start, offset, cols: size.cols});
		}

		begun = [];
	};

	// What cannot come onto the screen goes by itself: there may be much of it.
	const oldest = history.length - taken;
	const straight = isSameWidth ? 0 : firstOfNewest(history, oldest, size.rows) - oldest;
	above.take(history, oldest, oldest + straight);
	for (let number = straight; number < taken + used; number++) {
		const cells = new LineCells(old.cols);
		if (number < taken) {
			history.read(oldest + number, cells);
		} else {
			readRow(old, number - taken, cells);
		}

		const isPart = number < taken && isEndless(begun.length, size.cols);
		if (begun.length > 0 && (isSameWidth || isPart || cells.wrap === wraps.no)) {
			finish();
			// As many as the screen has rows may come onto it.
			if (number < taken && pieces.length > keptBack + size.rows) {
				above.push(pieces.slice(0, -size.rows));
				pieces = pieces.slice(-size.rows);
			}
		}

		if (number === taken) {
			// The screen goes on where its first row is now: a line that began in the history is followed to there.
			first = pieces.length + Math.floor(begun.reduce((sum, row) => sum + row.cells.cols, 0) / size.cols);
		}

		begun.push({cells, isCursor: number === taken + cursor.y});
	}

	finish();
	const top = topRow({pieces: pieces.length, first, cursor: place.y, blankBelow: old.rows - used}, size);
	above.push(pieces.slice(0, top));
	history.truncate(taken);
	history.append(above.history);
	terminal.primary.page = pageOf(pieces.slice(top, top + size.rows), size);
	return {x: place.x, y: place.y - top};
}

/** Where the newest lines begin that may come onto a screen of so many rows: each of them fills one at the least. */
function firstOfNewest(history: History, oldest: number, rows: number): number {
	let number = history.length;
	for (let lines = 0; number > oldest && lines < rows;) {
		number--;
		lines += history.isWrapped(number) ? 0 : 1;
	}

	return number;
}

/** Which piece is the first on the screen: as much as fits is shown, the history fills what is new, and the cursor is always there. */
function topRow({pieces, first, cursor, blankBelow}: {pieces: number; first: number; cursor: number; blankBelow: number}, {rows}: Size): number {
	const top = Math.max(Math.min(first, pieces - 1), pieces - rows);
	const free = Math.max(0, rows - (pieces - top) - blankBelow);
	return Math.min(Math.max(0, top - free), cursor);
}

/** The last row that holds anything. */
function lastRow({rows, cols, glyphs, styleIds, order}: Page): number {
	for (let y = rows - 1; y > 0; y--) {
		const start = order[y]! * cols;
		for (let index = start; index < start + cols; index++) {
			if (glyphs[index] !== blank || styleIds[index] !== 0) {
				return y;
			}
		}
	}

	return 0;
}

/** The place of a cell of a line whose pieces begin at `start`. Behind the text it is on the last of them. */
function find(pieces: Piece[], {start, offset, cols}: {start: number; offset: number; cols: number}): Cursor {
	let y = start;
	while (y < pieces.length - 1 && offset >= pieces[y]!.to) {
		y++;
	}

	return {x: Math.min(offset - pieces[y]!.from, cols), y};
}

function pageOf(pieces: readonly Piece[], {cols, rows}: Size): Page {
	const page = new Page(cols, rows);
	for (const [y, piece] of pieces.entries()) {
		writePiece(page, y, piece);
	}

	return page;
}
