import type {TerminalModes} from '../protocol/holder.js';
import type {Cursor, ScreenUpdate} from '../protocol/screen-update.js';
import {Grid} from './grid.js';
import {decodeRow} from './row-codec.js';
import type {StyleTable} from './style.js';

export const plainModes: TerminalModes = {
	applicationCursor: false,
	applicationKeypad: false,
	bracketedPaste: false,
	focusEvents: false,
	alternateScreen: false,
	mouse: 'none',
	mouseEncoding: 'bytes',
	kittyFlags: 0,
	modifyOtherKeys: 0,
};

/** The screen of one session as a client sees it: the last update, and the cells of all updates so far. */
export class Screen {
	/** 0 before the first update. Replaced by another grid when the size changes. */
	revision = 0;
	grid: Grid;
	cursor: Cursor = {x: 0, y: 0, visible: false, shape: 'block', blink: false};
	modes: TerminalModes = plainModes;
	title = '';
	/** Lines that were scrolled off and can be read back. */
	historyLines = 0;
	/** Lines that cannot be read back any more: they count in the numbers of the others. */
	lostLines = 0;

	readonly #styles: StyleTable;

	constructor(styles: StyleTable) {
		this.#styles = styles;
		this.grid = new Grid({cols: 80, rows: 24}, styles);
	}

	/** The number of the line that the top row is: lines are counted from the first of the session. */
	get topLine(): number {
		return this.lostLines + this.historyLines;
	}

	/**
	Takes an update in. Returns the rows that it changed.

	Throws RangeError when the update is based on a revision that this screen never had: subscribe again with revision 0.
	*/
	apply(update: ScreenUpdate): number[] {
		if (update.base > this.revision) {
			throw new RangeError(`An update changes revision ${update.base} of a screen; here is revision ${this.revision}.`);
		}

		const {cols, rows} = update.size;
		if (cols !== this.grid.cols || rows !== this.grid.rows || update.base === 0) {
			this.grid = new Grid(update.size, this.#styles);
		}

		applyRows(this.grid, update);
		this.revision = update.revision;
		this.cursor = update.cursor;
		this.modes = update.modes;
		this.title = update.title ?? this.title;
		this.historyLines = update.historyLines;
		this.lostLines = update.lostLines ?? 0;
		return update.rows.map(({y}) => y);
	}
}

/** Writes the rows of an update into a grid of its size. */
export function applyRows(grid: Grid, update: Pick<ScreenUpdate, 'rows' | 'styles'>): void {
	const ids = [0, ...update.styles.map(style => grid.styles.intern(style))];
	for (const row of update.rows) {
		if (row.y < grid.rows) {
			decodeRow(row, {grid, y: row.y}, ids);
		}
	}
}
