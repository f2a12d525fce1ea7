import {Buffer} from 'node:buffer';
import {randomBytes} from 'node:crypto';
import {closeSync, constants, openSync, writeSync} from 'node:fs';
import os from 'node:os';
import {Emitter} from '../base/emitter.js';
import type {Size} from '../protocol/holder.js';
import {helperPath, native} from './native-pty.js';
import {PtyReader} from './pty-reader.js';
import {PtyWriter} from './pty-writer.js';

export type PtyOptions = {
	/** An absolute path. */
	file: string;
	arguments: string[];
	cwd: string;
	environment: Record<string, string>;
	size: Size;
	/** Whether anybody looks at what it prints. */
	isShown: () => boolean;
};

export type PtyExit = {code: number | null; signal: string | null};

/** Milliseconds that the last output may take to come through after the program's end. Only output that was stopped (Ctrl-S) takes that long. */
const drainTime = 1000;
// More than the system keeps of what was printed and not read.
const kept = 262_144;

/**
One program in a pseudo-terminal of its own.

The end of the output is not guessed. This side keeps the other end of the terminal open, so that the system never drops
what was not read yet; when the program has ended, a mark is written there, and once the mark comes through, everything
before it has come.
*/
export class Pty {
	readonly pid: number;
	/** What it printed; good until the listener returns. */
	readonly data = new Emitter<Uint8Array>();
	/** Once, after the last `data`. */
	readonly exited = new Emitter<PtyExit>();
	readonly #fd: number;
	readonly #otherEnd: number;
	readonly #reader: PtyReader;
	readonly #writer: PtyWriter;
	#end: {exit: PtyExit; mark: Buffer; sent: number; guard: NodeJS.Timeout; tail: Buffer} | undefined;
	#closed = false;

	constructor({file, arguments: args, cwd, environment, size, isShown}: PtyOptions) {
		const pairs = Object.entries(environment).map(([name, value]) => `${name}=${value}`);
		const forked = native.fork(
			file, args, pairs, cwd, size.cols, size.rows, -1, -1, true, helperPath, (code, signal) => {
				this.#finish(toExit(code, signal));
			},
		);
		this.pid = forked.pid;
		this.#fd = forked.fd;
		this.#otherEnd = openSync(forked.pty, constants.O_RDWR | constants.O_NOCTTY | constants.O_NONBLOCK);
		this.#writer = new PtyWriter(forked.fd);
		this.#reader = new PtyReader(forked.fd, isShown, bytes => {
			this.#receive(bytes);
		});
	}

	get isClosed(): boolean {
		return this.#closed;
	}

	/** Queues bytes for the program; resolves when the terminal took them all, or was closed. */
	async write(bytes: Uint8Array): Promise<void> {
		this.#reader.attend();
		return this.#writer.write(bytes);
	}

	resize({cols, rows}: Size): void {
		if (!this.#closed) {
			native.resize(this.#fd, cols, rows);
		}
	}

	/** Lets the program wait with its output. What is left when it has ended is read without a pause. */
	pause(): void {
		if (this.#end === undefined) {
			this.#reader.pause();
		}
	}

	resume(): void {
		this.#reader.resume();
	}

	#receive(chunk: Uint8Array): void {
		if (this.#writer.nudge()) {
			this.#reader.attend();
		}

		if (this.#end === undefined) {
			this.data.emit(chunk);
			return;
		}

		const bytes = Buffer.concat([this.#end.tail, chunk]);
		const at = bytes.indexOf(this.#end.mark);
		if (at !== -1) {
			this.#end.tail = bytes.subarray(0, at);
			this.#close();
			return;
		}

		// The mark may come in two pieces: as much as could be its beginning waits.
		const split = Math.max(0, bytes.length - this.#end.mark.length + 1);
		this.#end.tail = bytes.subarray(split);
		if (split > 0) {
			this.data.emit(bytes.subarray(0, split));
		}

		this.#sendMark();
	}

	#finish(exit: PtyExit): void {
		const guard = setTimeout(() => {
			// On a machine that gives it no core for so long, the output is still there to be read.
			this.#reader.drain(kept);
			this.#close();
		}, drainTime);
		this.#end = {exit, mark: Buffer.from(`millwright-${randomBytes(12).toString('hex')}`), sent: 0, guard, tail: Buffer.alloc(0)};
		this.#reader.resume();
		this.#reader.attend(Infinity);
		this.#sendMark();
	}

	/** Writes the mark, or what is left of it; where the terminal is full, the next output that is read makes room. */
	#sendMark(): void {
		const end = this.#end!;
		try {
			while (end.sent < end.mark.length) {
				end.sent += writeSync(this.#otherEnd, end.mark, end.sent);
			}
		} catch {
			// EAGAIN: tried again after the next read.
		}
	}

	#close(): void {
		if (this.#closed) {
			return;
		}

		this.#closed = true;
		const {exit, guard, tail} = this.#end!;
		clearTimeout(guard);
		if (tail.length > 0) {
			this.data.emit(tail);
		}

		this.#writer.close();
		closeSync(this.#otherEnd);
		this.#reader.destroy();
		this.exited.emit(exit);
	}
}

function toExit(code: number, signal: number): PtyExit {
	if (signal === 0) {
		return {code, signal: null};
	}

	const name = Object.entries(os.constants.signals).find(([, number]) => number === signal)?.[0];
	return {code: null, signal: name ?? `SIG${signal}`};
}
