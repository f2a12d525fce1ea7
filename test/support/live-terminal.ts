import process from 'node:process';
import {spawn} from 'node-pty';
import {within} from '../../source/base/guard.js';
import {Emulator} from '../client/compositor/emulator.js';
import {writeNow} from './write-now.js';

export type LiveOptions = {argv: string[]; cols: number; rows: number; environment: Record<string, string>; cwd: string};

/** The real program in a real pseudo-terminal, and the reference terminal that shows it: for scripts that are no tests. */
export type LiveTerminal = {
	readonly pid: number;
	readonly emulator: Emulator;
	/** The screen as text. */
	screen: () => string;
	type: (text: string) => void;
	/** Resolves with the milliseconds since the start (performance.now), when the screen is so. Fails after `patience` milliseconds. */
	until: (isSo: (screen: string) => boolean, patience: number) => Promise<number>;
	ended: Promise<number>;
	kill: () => void;
};

export function openTerminal({argv, cols, rows, environment, cwd}: LiveOptions): LiveTerminal {
	const begun = performance.now();
	const emulator = new Emulator({cols, rows});
	const pty = spawn(process.execPath, argv, {name: 'xterm-256color', cols, rows, env: environment, cwd});
	const ended = Promise.withResolvers<number>();
	let look = () => {};
	const screen = () => emulator.text().join('\n');
	pty.onData(data => {
		void emulator.write(data).then(() => {
			look();
		});
	});
	emulator.terminal.onData(answer => {
		writeNow(pty, answer);
	});
	pty.onExit(({exitCode}) => {
		ended.resolve(exitCode);
	});
	return {
		pid: pty.pid,
		emulator,
		screen,
		type(text) {
			pty.write(text);
		},
		async until(isSo, patience) {
			const shown = Promise.withResolvers<number>();
			look = () => {
				if (!emulator.isHeldBack && isSo(screen())) {
					shown.resolve(performance.now() - begun);
				}
			};

			look();
			return within(patience, shown.promise, () => new Error(`The screen did not come to be as awaited:\n${screen()}`));
		},
		ended: ended.promise,
		kill() {
			pty.kill('SIGKILL');
		},
	};
}
