import {EventEmitter} from 'node:events';
import process from 'node:process';
import {PassThrough} from 'node:stream';
import type * as InkModule from 'ink';
import type {ReactNode} from 'react';
import {Grid, type Size} from '../../screen/grid.js';
import type {StyleTable} from '../../screen/style.js';
import {putStyledLine} from './styled-line.js';

/**
Ink without a terminal: a component is laid out and drawn into a grid.

Ink is loaded when the first one is made, and told to write all colours: what the terminal has of them is decided at the very
end, by the compositor.
*/
export class OffScreen {
	readonly #ink: Ink;
	readonly #styles: StyleTable;
	readonly #frames: Frames;
	#instance: ReturnType<Ink['render']> | undefined;
	#lines: string[] = [];
	#grid: Grid;

	static async create(size: Size, styles: StyleTable): Promise<OffScreen> {
		return new OffScreen(await loadInk(), size, styles);
	}

	private constructor(ink: Ink, size: Size, styles: StyleTable) {
		this.#ink = ink;
		this.#styles = styles;
		this.#frames = new Frames(size);
		this.#grid = new Grid(size, styles);
	}

	get grid(): Grid {
		return this.#grid;
	}

	resize(size: Size): void {
		this.#grid = new Grid(size, this.#styles);
		this.#lines = [];
		this.#frames.resize(size);
	}

	/** Draws the component. Only lines that differ from the last drawing are written; returns whether any did. */
	render(node: ReactNode): boolean {
		if (this.#instance === undefined) {
			this.#instance = this.#ink.render(node, {
				stdout: this.#frames as unknown as NodeJS.WriteStream,
				stderr: new PassThrough() as unknown as NodeJS.WriteStream,
				stdin: new PassThrough() as unknown as NodeJS.ReadStream,
				debug: true,
				exitOnCtrlC: false,
				patchConsole: false,
				interactive: true,
			});
		} else {
			this.#instance.rerender(node);
		}

		return this.#take(this.#frames.last);
	}

	close(): void {
		this.#instance?.cleanup();
	}

	#take(frame: string): boolean {
		const lines = frame.split('\n');
		let changed = false;
		for (let y = 0; y < this.#grid.rows; y++) {
			const line = lines[y] ?? '';
			if (line === this.#lines[y]) {
				continue;
			}

			putStyledLine(this.#grid, y, line);
			changed = true;
		}

		this.#lines = lines;
		return changed;
	}
}

type Ink = typeof InkModule;

/** Chalk, which Ink colours with, decides once, when it is loaded, how many colours there are. */
async function loadInk(): Promise<Ink> {
	const before = process.env['FORCE_COLOR'];
	process.env['FORCE_COLOR'] = '3';
	try {
		return await import('ink');
	} finally {
		if (before === undefined) {
			delete process.env['FORCE_COLOR'];
		} else {
			process.env['FORCE_COLOR'] = before;
		}
	}
}

/** What Ink takes for its terminal: it keeps the last frame. */
class Frames extends EventEmitter {
	columns: number;
	rows: number;
	last = '';

	constructor({cols, rows}: Size) {
		super();
		this.columns = cols;
		this.rows = rows;
	}

	resize({cols, rows}: Size): void {
		this.columns = cols;
		this.rows = rows;
		this.emit('resize');
	}

	write(frame: string): boolean {
		this.last = frame;
		return true;
	}
}
