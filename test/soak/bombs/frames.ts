import type {Pty} from '../../client/pty.js';

export type Frames = {
	/** Different pictures that the terminal showed since it was asked before, and the milliseconds since then. */
	take: () => {frames: number; time: number};
};

/** Counts how often the number in a pane changes, in the terminal in which a person would see it. */
export function countFrames(pty: Pty, pattern: RegExp): Frames {
	const {terminal} = pty.emulator;
	const row = pty.emulator.text().findIndex(text => pattern.test(text));
	if (row === -1) {
		throw new Error(`Nothing on the screen is like ${pattern.source}:\n${pty.screen}`);
	}

	let frames = 0;
	let since = performance.now();
	let before: string | undefined;
	terminal.onWriteParsed(() => {
		const number = pattern.exec(terminal.buffer.active.getLine(row)!.translateToString())?.[0];
		frames += number === undefined || number === before ? 0 : 1;
		before = number;
	});
	return {
		take() {
			const now = performance.now();
			const taken = {frames, time: now - since};
			frames = 0;
			since = now;
			return taken;
		},
	};
}
