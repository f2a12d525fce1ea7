import type {ScreenEngine} from '../screen/engine.js';
import type {Pty} from './pty.js';
import {Rest} from './rest.js';

// Milliseconds of one turn that may go into parsing. Keys and requests wait no longer than this behind a flood.
const turnTime = 4;
// Bytes parsed between two looks at the clock.
const slice = 16_384;

/** Carries output from the program into the engine, always, whether somebody watches or not: a program never waits because nobody looks. */
export class Feed {
	/** Unix milliseconds of the last output; 0 before the first. */
	lastOutput = 0;
	readonly #engine: ScreenEngine;
	readonly #pty: Pty;
	readonly #changed: () => void;
	/** What came and is not on the screen yet, in order. */
	readonly #waiting: Uint8Array[] = [];
	readonly #rest: Rest;
	#turnStart: number | undefined;
	#resting: NodeJS.Timeout | undefined;

	/** `changed` is told after each stretch; `fellows` says how many sessions flood. */
	constructor({pty, engine, fellows}: {pty: Pty; engine: ScreenEngine; fellows: () => number}, changed: () => void) {
		this.#rest = new Rest({fellows});
		this.#pty = pty;
		this.#engine = engine;
		this.#changed = changed;
		pty.data.on(chunk => {
			this.#take(chunk);
		});
		// Before anybody hears of the end: all of the output is on the screen then.
		pty.exited.once(() => {
			this.#finish();
		});
	}

	#take(chunk: Uint8Array): void {
		this.lastOutput = Date.now();
		this.#waiting.push(chunk);
		if (this.#waiting.length === 1) {
			this.#carry();
		}

		const rest = this.#resting === undefined ? this.#rest.after(chunk.length) : 0;
		if (rest === 0) {
			return;
		}

		this.#pty.pause();
		this.#resting = setTimeout(() => {
			this.#goOn();
		}, rest);
	}

	/** The person typed: what comes of it is waited for. */
	wake(): void {
		this.#rest.wake();
		if (this.#resting !== undefined) {
			this.#goOn();
		}
	}

	#goOn(): void {
		clearTimeout(this.#resting);
		this.#resting = undefined;
		this.#rest.begin();
		if (this.#waiting.length === 0) {
			this.#pty.resume();
		}
	}

	/** Parses until the time of this turn is used up. */
	#carry(): void {
		if (this.#turnStart === undefined) {
			this.#turnStart = performance.now();
			setImmediate(() => {
				this.#turnStart = undefined;
			});
		}

		while (this.#waiting.length > 0 && performance.now() - this.#turnStart <= turnTime) {
			const [chunk] = this.#waiting as [Uint8Array];
			const taken = this.#engine.writeSome(chunk.subarray(0, slice));
			this.#waiting.splice(0, 1, ...(taken < chunk.length ? [chunk.subarray(taken)] : []));
		}

		this.#changed();
		if (this.#waiting.length === 0 && performance.now() - this.#turnStart <= turnTime) {
			return;
		}

		// Until the next turn: whatever else is due (a key, a request) comes first.
		this.#pty.pause();
		setImmediate(() => {
			this.#turnStart = undefined;
			if (this.#waiting.length > 0) {
				this.#carry();
			}

			if (this.#waiting.length === 0 && this.#resting === undefined) {
				this.#pty.resume();
			}
		});
	}

	#finish(): void {
		clearTimeout(this.#resting);
		for (const chunk of this.#waiting.splice(0)) {
			this.#engine.write(chunk);
		}

		this.#changed();
	}
}
