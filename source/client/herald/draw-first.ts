import {Buffer} from 'node:buffer';
import {closeSync, constants, openSync, readSync, writeSync} from 'node:fs';
import process from 'node:process';
import type {ReadStream, WriteStream} from 'node:tty';
import type {Size} from '../../protocol/holder.js';
import {writeLast} from '../terminal/restore.js';
import type {Handed} from './handed.js';

export type Drawing = {
	stdin: ReadStream;
	stdout: WriteStream;
	size: Size;
	update: Uint8Array;
	bytes: string;
	restore: string;
	answerTime: number;
};

// Milliseconds that a terminal may take to take the picture: one that has stopped reading must not hold the program.
const patience = 2000;
const signals = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT'] as const;

/**
Takes the terminal and draws the picture. Should the process go before the client has it, the terminal is given back. Undefined when the terminal does not
take the picture; it is given back then too. `answerTime`: milliseconds in which it answers what it was asked.
*/
export function drawFirst({stdin, stdout, size, update, bytes, restore, answerTime}: Drawing): Handed | undefined {
	let isMoved = false;
	const move = () => {
		isMoved = true;
	};

	const take = () => {
		process.off('exit', drop);
		process.off('uncaughtExceptionMonitor', drop);
		stdout.off('resize', move);
		for (const signal of signals) {
			process.off(signal, end);
		}
	};

	const drop = () => {
		take();
		writeLast(1, restore);
		swallowAnswers(answerTime);
		setRaw(stdin, false);
	};

	const end = (signal: NodeJS.Signals) => {
		drop();
		process.kill(process.pid, signal);
	};

	process.on('exit', drop);
	// Before the error is printed.
	process.on('uncaughtExceptionMonitor', drop);
	stdout.on('resize', move);
	for (const signal of signals) {
		process.on(signal, end);
	}

	// Before anything is asked: answers would be shown otherwise.
	setRaw(stdin, true);
	const askedAt = performance.now();
	const handed: Handed = {
		size,
		askedAt,
		get update() {
			return isMoved ? undefined : update;
		},
		take,
		drop,
	};
	if (isWritten(stdout, bytes)) {
		return handed;
	}

	drop();
	return undefined;
}

/** Whether the terminal took it all. */
function isWritten(stdout: WriteStream, text: string): boolean {
	const {_handle: handle} = stdout as unknown as {_handle?: {fd?: number; setBlocking?: (blocking: boolean) => void}};
	handle?.setBlocking?.(false);
	const {fd = -1} = handle ?? {};
	let rest = Buffer.from(text);
	for (let waited = 0; rest.length > 0 && waited < patience;) {
		try {
			rest = rest.subarray(writeSync(fd, rest));
		} catch (error) {
			if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') {
				return false;
			}

			pause(1);
			waited++;
		}
	}

	return rest.length === 0;
}

/** What the terminal was asked, it answers into the shell's next line otherwise. The last answer is that to `CSI c`. */
function swallowAnswers(answerTime: number): void {
	let fd: number | undefined;
	try {
		fd = openSync('/dev/tty', constants.O_RDONLY | constants.O_NONBLOCK | constants.O_NOCTTY);
		const bytes = Buffer.alloc(1024);
		let answers = '';
		for (let waited = 0; waited < answerTime && !/\u{1B}\[\?[\d;]*c/v.test(answers); waited += 5) {
			answers += readSome(fd, bytes);
			pause(5);
		}
	} catch {
		// The terminal has gone.
	} finally {
		if (fd !== undefined) {
			closeSync(fd);
		}
	}
}

function readSome(fd: number, bytes: Buffer): string {
	try {
		return bytes.toString('latin1', 0, readSync(fd, bytes));
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === 'EAGAIN') {
			return '';
		}

		throw error;
	}
}

function setRaw(stdin: ReadStream, isRaw: boolean): void {
	try {
		stdin.setRawMode(isRaw);
	} catch {
		// The terminal has gone.
	}
}

const pause = (milliseconds: number) => {
	Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
};
