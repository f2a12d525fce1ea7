import type {EngineLine} from '../engine.js';
import {blank, glyphWidth} from '../glyph.js';
import type {Grid} from '../grid.js';
import {LineCells} from './line-cells.js';
import {lineText, readRow} from './line-text.js';
import type {Machine} from './machine.js';
import type {Terminal} from './terminal.js';
import {Tint} from './tint.js';

/** Reads lines of the history and of the screens. */
export class EngineLines {
	/** How cells are drawn, by the colours that the program set. */
	readonly tint: Tint;
	readonly #terminal: Terminal;
	readonly #cells = new LineCells();

	constructor({terminal, styles, colors}: Machine) {
		this.#terminal = terminal;
		this.tint = new Tint(styles, colors);
	}

	/** The text of a line; `history` says how many of the numbers are the history's. */
	text(number: number, {history}: {history: number}): EngineLine {
		return this.#read(number - history) ? lineText(this.#cells) : {text: '', isWrapped: false, columns: [0]};
	}

	/** Copies a line into a row. Lines of the history have negative numbers: -1 is the newest. */
	copy(number: number, grid: Grid, y: number): void {
		grid.clearRow(y);
		if (this.#read(number)) {
			this.#put(this.#cells, grid, y);
		}
	}

	/** History and primary screen, then the alternate one when it is on. */
	* walk(grid: Grid): Generator<void> {
		const {history, primary, alternate, sheet} = this.#terminal;
		const cells = new LineCells();
		for (let number = 0; number < history.length; number++) {
			history.read(number, cells);
			grid.clearRow(0);
			this.#put(cells, grid, 0);
			yield;
		}

		for (const {page} of sheet === alternate ? [primary, alternate] : [primary]) {
			for (let y = 0; y < page.rows; y++) {
				readRow(page, y, cells);
				grid.clearRow(0);
				this.#put(cells, grid, 0);
				yield;
			}
		}
	}

	#put(cells: LineCells, grid: Grid, y: number): void {
		put(cells, grid, y);
		if (this.tint.isPlain) {
			return;
		}

		const row = grid.styleIds.subarray(y * grid.cols, (y + 1) * grid.cols);
		this.tint.map(row, row);
	}

	#read(number: number): boolean {
		const {history, sheet} = this.#terminal;
		const {page} = sheet;
		if (number >= page.rows || number < -history.length) {
			return false;
		}

		if (number < 0) {
			history.read(history.length + number, this.#cells);
		} else {
			readRow(page, number, this.#cells);
		}

		return true;
	}
}

/** What is wider than the grid is cut off. */
function put({glyphs, styleIds, length, wrap}: LineCells, grid: Grid, y: number): void {
	grid.wrapped[y] = wrap;
	const width = Math.min(length, grid.cols);
	const start = y * grid.cols;
	grid.glyphs.set(glyphs.subarray(0, width), start);
	grid.styleIds.set(styleIds.subarray(0, width), start);
	if (width > 0 && glyphWidth(grid.glyphs[start + width - 1]!) === 2) {
		grid.glyphs[start + width - 1] = blank;
	}
}
