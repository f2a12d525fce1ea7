import type {Socket} from 'node:net';
import {spawn, type IPty} from 'node-pty';
import {within} from '../../source/base/guard.js';
import type {Size} from '../../source/screen/grid.js';
import type {Lifetime} from '../support/lifetime.js';
import {writeNow} from '../support/write-now.js';
import {Emulator} from './compositor/emulator.js';

// What comes to nothing costs that long, and nothing else does: where a dozen programs start at once each may take half a minute.
const usualPatience = 120_000;
// That the last output of a program has to be read, where somebody else keeps its terminal open.
const lastOutput = 5000;

export type PtyOptions = {
	argv: string[];
	size: Size;
	environment: Record<string, string>;
	cwd?: string;
	/** Milliseconds after which what was awaited counts as missing. */
	patience?: number;
	/** It opens the floor, whose chrome follows its sessions: nothing that it shows is looked at before the top line stands. */
	isFloor?: boolean;
};

/** A program in a real pseudo-terminal, and the reference terminal that shows it and answers what it is asked. */
export class Pty {
	readonly emulator: Emulator;
	readonly exited: Promise<{exitCode: number; signal?: number}>;
	/** Everything that it wrote. */
	output = '';
	readonly #pty: IPty;
	readonly #patience: number;
	#heard = () => {};
	#isReading = true;
	#lacksChrome: boolean;

	constructor(t: Lifetime, {argv, size, environment, cwd, patience = usualPatience, isFloor = false}: PtyOptions) {
		this.#patience = patience;
		this.#lacksChrome = isFloor;
		this.emulator = new Emulator(size);
		this.#pty = spawn(argv[0]!, argv.slice(1), {name: 'xterm-256color', cols: size.cols, rows: size.rows, env: environment, ...(cwd === undefined ? {} : {cwd})});
		keepLastOutput(this.#pty);
		this.exited = new Promise(resolve => {
			this.#pty.onExit(resolve);
		});
		this.#pty.onData(data => {
			this.output += data;
			void this.emulator.write(data).then(() => {
				this.#heard();
			});
		});
		this.emulator.terminal.onData(answer => {
			if (this.#isReading) {
				writeNow(this.#pty, answer);
			}
		});
		t.teardown(() => {
			this.#isReading = false;
			try {
				this.#pty.kill('SIGKILL');
			} catch {}
		});
	}

	get pid(): number {
		return this.#pty.pid;
	}

	get screen(): string {
		return this.emulator.text().join('\n');
	}

	type(text: string): void {
		this.#pty.write(text);
	}

	kill(signal: string): void {
		this.#pty.kill(signal);
	}

	resize({cols, rows}: Size): void {
		this.emulator.terminal.resize(cols, rows);
		this.#pty.resize(cols, rows);
	}

	/** The terminal stops reading, as a frozen one does. */
	pause(): void {
		this.#pty.pause();
	}

	resume(): void {
		this.#pty.resume();
	}

	/** Resolves when the screen is as it should be, or when nobody waits for that any more. A picture that is held back (mode 2026) is not seen before it is whole. */
	async until(isSo: (screen: string) => boolean, what: string, over?: AbortSignal): Promise<true> {
		const {promise, resolve} = Promise.withResolvers<true>();
		over?.addEventListener('abort', () => {
			resolve(true);
		});
		const look = () => {
			if (this.#isWhole() && isSo(this.screen)) {
				resolve(true);
			}
		};

		this.#heard = look;
		look();
		return within(this.#patience, promise, () => new Error(`The screen never showed ${what}:\n${this.screen}`));
	}

	#isWhole(): boolean {
		const {terminal, isHeldBack} = this.emulator;
		if (isHeldBack) {
			return false;
		}

		const isTaken = terminal.buffer.active.type === 'alternate';
		this.#lacksChrome &&= !isTaken || this.emulator.text()[0]!.trim() === '';
		return !this.#lacksChrome || !isTaken;
	}

	async untilShows(text: string): Promise<true> {
		return this.until(screen => screen.includes(text), `“${text}”`);
	}

	async end(): Promise<{exitCode: number; signal?: number}> {
		const ended = await within(this.#patience, this.exited, () => new Error(`The program did not end:\n${this.screen}`));
		// What it printed last is on the screen now.
		await this.emulator.write('');
		return ended;
	}
}

/**
200 milliseconds after the end of a program node-pty throws away what was not read of it by then, which a process that had no core for so long has not.
On Linux the end of the output is read behind the last of it, and closes the terminal; what is left is for terminals that somebody keeps open.
*/
function keepLastOutput(pty: IPty): void {
	const {_socket: socket} = pty as unknown as {_socket: Socket};
	const destroy = socket.destroy.bind(socket);
	socket.destroy = error => {
		if (error !== undefined || socket.readableEnded) {
			return destroy(error);
		}

		setTimeout(() => {
			destroy();
		}, lastOutput);
		return socket;
	};
}
