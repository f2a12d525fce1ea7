import {Emitter} from '../../../source/base/emitter.js';
import {within} from '../../../source/base/guard.js';
import type {Pty} from '../../client/pty.js';

export type Frames = {
	/** Different pictures that the terminal showed since it was asked before, and the milliseconds since then. */
	take: () => {frames: number; time: number};
	/** Resolves when so many more were shown. */
	pass: (count: number) => Promise<void>;
};

const patience = 120_000;

/** Counts how often the number in a pane changes, in the terminal in which a person would see it. */
export function countFrames(pty: Pty, pattern: RegExp): Frames {
	const {terminal} = pty.emulator;
	const row = pty.emulator.text().findIndex(text => pattern.test(text));
	if (row === -1) {
		throw new Error(`Nothing on the screen is like ${pattern.source}:\n${pty.screen}`);
	}

	const shown = new Emitter<void>();
	let frames = 0;
	let since = performance.now();
	let before: string | undefined;
	terminal.onWriteParsed(() => {
		const number = pattern.exec(terminal.buffer.active.getLine(row)!.translateToString())?.[0];
		if (number !== undefined && number !== before) {
			frames++;
			shown.emit();
		}

		before = number;
	});
	return {
		async pass(count) {
			const {promise, resolve} = Promise.withResolvers<void>();
			let left = count;
			const dispose = shown.on(() => {
				left--;
				if (left === 0) {
					resolve();
				}
			});
			try {
				await within(patience, promise, () => new Error(`The pane was not shown ${count} times in ${patience / 1000} s.`));
			} finally {
				dispose();
			}
		},
		take() {
			const now = performance.now();
			const taken = {frames, time: now - since};
			frames = 0;
			since = now;
			return taken;
		},
	};
}
