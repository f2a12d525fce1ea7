import type {Size} from '../protocol/holder.js';
import {Grid} from '../screen/grid.js';
import type {StyleTable} from '../screen/style.js';
import {wraps} from '../screen/wraps.js';
import type {CellReader} from './xterm-cells.js';
import {backgroundFlag, cellSize, content, type XtermBuffer, type XtermLine} from './xterm-internals.js';

/** Finds the rows that changed since it last looked, by comparing with a copy of what the engine had then. */
export class RowTracker {
	readonly grid: Grid;
	/** Of each row: the revision at which it last changed. */
	readonly revisions: Float64Array;
	readonly #reader: CellReader;
	readonly #raw: Uint32Array;
	readonly #scratch: Grid;

	constructor(size: Size, {styles, reader, revision}: {styles: StyleTable; reader: CellReader; revision: number}) {
		this.grid = new Grid(size, styles);
		this.revisions = new Float64Array(size.rows).fill(revision);
		this.#reader = reader;
		// No cell of the engine has all bits set, so the first look reads every row.
		this.#raw = new Uint32Array(size.cols * size.rows * cellSize).fill(0xFF_FF_FF_FF);
		this.#scratch = new Grid({cols: size.cols, rows: 1}, styles);
	}

	/** Looks at every row; those that look different now get `revision`. Whether there were any. */
	look(buffer: XtermBuffer, revision: number): boolean {
		let hasChanged = false;
		for (let y = 0; y < this.grid.rows; y++) {
			const line = buffer.lines.get(buffer.ybase + y);
			if (this.#isSame(line, y) && (line?.isWrapped === true) === (this.grid.wrapped[y] === wraps.yes)) {
				continue;
			}

			this.#reader.read(line, this.#scratch, 0);
			if (this.grid.rowEquals(y, this.#scratch, 0)) {
				continue;
			}

			this.grid.copyRow(y, this.#scratch, 0);
			this.revisions[y] = revision;
			hasChanged = true;
		}

		return hasChanged;
	}

	/** Whether the numbers of a line are those of the last look, and say all: clusters, underlines and links are kept elsewhere. Remembers them. */
	#isSame(line: XtermLine | undefined, y: number): boolean {
		if (line === undefined) {
			return false;
		}

		const data = line._data;
		const width = this.grid.cols * cellSize;
		const start = y * width;
		let isSame = true;
		for (let index = 0; index < width; index++) {
			const value = data[index]!;
			if (value === this.#raw[start + index]) {
				continue;
			}

			this.#raw[start + index] = value;
			isSame = false;
		}

		return isSame && !keepsMoreElsewhere(data, width);
	}
}

function keepsMoreElsewhere(data: Uint32Array, width: number): boolean {
	let flags = 0;
	for (let index = 0; index < width; index += cellSize) {
		flags |= (data[index]! & content.cluster) | (data[index + 2]! & backgroundFlag.extended);
	}

	return flags !== 0;
}
