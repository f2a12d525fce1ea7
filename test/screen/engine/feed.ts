import {Buffer} from 'node:buffer';
import {CellEngine, type CellEngineOptions} from '../../../source/screen/engine/cell-engine.js';
import {gridText} from '../../../source/screen/row-text.js';

/** An engine of 20×6 that took the bytes in, looked at. */
export function feed(input: string | Uint8Array, options: Partial<CellEngineOptions> = {}): CellEngine {
	const engine = new CellEngine({size: {cols: 20, rows: 6}, historyLines: 100, ...options});
	write(engine, input);
	return engine;
}

export function write(engine: CellEngine, input: string | Uint8Array): void {
	engine.write(Buffer.from(input as string));
	engine.refresh();
}

/** What the screen shows after the bytes; blanks at the ends left out. */
export const shown = (input: string, options?: Partial<CellEngineOptions>): string => gridText(feed(input, options).grid);

/** What the program is told. */
export function told(input: string, options?: Partial<CellEngineOptions>): string {
	const engine = new CellEngine({size: {cols: 80, rows: 24}, historyLines: 100, ...options});
	let replies = '';
	engine.replies.on(reply => {
		replies += Buffer.from(reply).toString('latin1');
	});
	engine.write(Buffer.from(input));
	return replies;
}
