import {Buffer} from 'node:buffer';
import process from 'node:process';
import {spawn, type IPty} from 'node-pty';
import {Emitter} from '../../../source/base/emitter.js';
import {within} from '../../../source/base/guard.js';
import type {Size} from '../../../source/screen/grid.js';
import {Emulator} from '../../client/compositor/emulator.js';

export type OuterOptions = {
	argv: string[];
	size: Size;
	environment: Record<string, string>;
	cwd: string;
	/** `plain`: what every terminal has. `margins`: it says that it has left and right margins (mode 69), and that only. */
	kind?: 'plain' | 'margins';
};

// The kernel hands over at most this much of a pseudo-terminal at once.
const readSize = 4096;

/**
The terminal of a person, played: a real program in a real pseudo-terminal, whose bytes are counted and kept, and whose questions are
answered once they were read. What they come to is looked at afterwards, so that looking takes no processor from what is measured.
*/
export class Outer {
	readonly heard = new Emitter<Buffer>();
	readonly ended: Promise<number>;
	readonly begun = performance.now();
	bytes = 0;
	#heardAt = 0;
	#shownAt = 0;
	readonly #pty: IPty;
	readonly #size: Size;
	readonly #kind: 'plain' | 'margins';
	#kept: Buffer[] = [];
	#emulator: Emulator;
	#tail = '';
	#open = true;
	/** Bytes a second that are read; no limit unless set. */
	#rate = Infinity;
	#paid = 0;

	constructor({argv, size, environment, cwd, kind = 'plain'}: OuterOptions) {
		this.#size = size;
		this.#kind = kind;
		this.#emulator = new Emulator(size);
		this.#pty = spawn(argv[0]!, argv.slice(1), {name: 'xterm-256color', cols: size.cols, rows: size.rows, env: environment, cwd, encoding: null});
		const ended = Promise.withResolvers<number>();
		this.ended = ended.promise;
		this.#pty.onExit(({exitCode}) => {
			this.#open = false;
			ended.resolve(exitCode);
		});
		this.#pty.onData(data => {
			this.#take(data as unknown as Buffer);
		});
	}

	get pid(): number {
		return this.#pty.pid;
	}

	type(text: string): void {
		this.#pty.write(text);
	}

	/** From now on so many bytes a second are read, as over a slow link. */
	limit(rate: number): void {
		this.#rate = rate;
		this.#paid = performance.now();
	}

	/** Stops reading altogether, as a frozen terminal does. */
	pause(): void {
		this.#pty.pause();
	}

	resume(): void {
		this.#pty.resume();
	}

	/** Forgets what was kept, after it has gone into the picture. */
	async screen(): Promise<string> {
		this.#shownAt = this.#heardAt;
		const kept = Buffer.concat(this.#kept);
		this.#kept = [];
		await this.#emulator.write(kept.toString());
		return this.#emulator.text().join('\n');
	}

	/** Forgets the picture too: a long flood need not be drawn to be counted. */
	forget(): void {
		this.#kept = [];
		this.#emulator = new Emulator(this.#size);
	}

	/** Resolves when the screen is so, with the moment at which the bytes came that made it so. Fails after `patience` milliseconds. */
	async until(isSo: (screen: string) => boolean, patience = 30_000): Promise<number> {
		const {promise, resolve} = Promise.withResolvers<number>();
		let looking = false;
		const look = async () => {
			if (looking) {
				return;
			}

			looking = true;
			do {
				if (isSo(await this.screen())) {
					resolve(this.#shownAt);
				}
			} while (this.#kept.length > 0);

			looking = false;
		};

		const dispose = this.heard.on(() => {
			void look();
		});
		void look();
		try {
			return await within(patience, promise, () => new Error(`The screen did not come to be as awaited:\n${this.#emulator.text().join('\n')}`));
		} finally {
			dispose();
		}
	}

	/** Resolves with the moment at which these bytes came, in a chunk or over two. */
	async sees(text: string, patience = 20_000): Promise<number> {
		const wanted = Buffer.from(text);
		const {promise, resolve} = Promise.withResolvers<number>();
		let last: Buffer = Buffer.alloc(0);
		const dispose = this.heard.on(chunk => {
			const both = Buffer.concat([last, chunk]);
			if (both.includes(wanted)) {
				resolve(performance.now());
			}

			last = chunk.subarray(-wanted.length);
		});
		try {
			return await within(patience, promise, () => new Error(`${JSON.stringify(text)} never came.`));
		} finally {
			dispose();
		}
	}

	async end(): Promise<void> {
		if (!this.#open) {
			return;
		}

		this.resume();
		this.#rate = Infinity;
		process.kill(this.pid, 'SIGHUP');
		await within(20_000, this.ended, () => new Error('The program did not end when its terminal was closed.'));
	}

	#take(chunk: Buffer): void {
		this.bytes += chunk.length;
		this.#heardAt = performance.now();
		this.#kept.push(chunk);
		this.#pay(chunk.length);
		this.heard.emit(chunk);
		this.#answer(chunk);
	}

	/** A reader that is slower than the writer reads a buffer and then lies still for as long as it would take. */
	#pay(count: number): void {
		if (this.#rate === Infinity) {
			return;
		}

		const now = performance.now();
		this.#paid = Math.max(this.#paid, now - (readSize / this.#rate * 1000)) + (count / this.#rate * 1000);
		const wait = this.#paid - now;
		if (wait < 1) {
			return;
		}

		this.#pty.pause();
		setTimeout(() => {
			if (this.#open) {
				this.#pty.resume();
			}
		}, wait);
	}

	#answer(chunk: Buffer): void {
		const text = this.#tail + chunk.toString('latin1');
		for (const {groups} of text.matchAll(/\u{1B}\[(?<question>>?0?c|5n|>q|\?u|\?\d+\$p)/gv)) {
			this.#say(groups!['question']!);
		}

		// A question that a chunk cut in two is not asked yet.
		this.#tail = /\u{1B}(?:\[[\u{20}-\u{3F}]*)?$/v.exec(text)?.[0] ?? '';
	}

	#say(question: string): void {
		const reply = replies[question] ?? this.#modeReply(question);
		if (reply !== '' && this.#open) {
			this.#pty.write(reply);
		}
	}

	#modeReply(question: string): string {
		const mode = /^\?(?<mode>\d+)\$p$/v.exec(question)?.groups?.['mode'];
		if (mode === undefined) {
			return '';
		}

		const has = mode === '2026' || (mode === '69' && this.#kind === 'margins');
		return `\u{1B}[?${mode};${has ? 2 : 0}$y`;
	}
}

const replies: Readonly<Record<string, string>> = {
	c: '\u{1B}[?62;22c',
	'0c': '\u{1B}[?62;22c',
	'>c': '\u{1B}[>1;10;0c',
	'>0c': '\u{1B}[>1;10;0c',
	'5n': '\u{1B}[0n',
	'>q': '',
	// It speaks the kitty protocol in no way.
	'?u': '',
};
