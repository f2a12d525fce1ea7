import type {ScreenEngine} from '../screen/engine.js';
import type {Fellows} from './fellows.js';
import {Housework} from './housework.js';
import type {Pty} from './pty.js';
import {Rest} from './rest.js';
import {Tidying} from './tidying.js';

// Milliseconds of one turn that may go into parsing. Keys and requests wait no longer than this behind a flood.
const turnTime = 4;
// Bytes parsed between two looks at the clock: before anything is compiled they take a millisecond or two.
const slice = 4096;
const nothing = new Uint8Array(0);

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
	readonly #fellows: Fellows;
	readonly #tidying: Tidying;
	#resting: NodeJS.Timeout | undefined;

	/** `changed` is told after each stretch; `fellows` are the other sessions. */
	constructor({pty, engine, fellows}: {pty: Pty; engine: ScreenEngine; fellows: Fellows}, changed: () => void) {
		this.#rest = new Rest({fellows});
		this.#fellows = fellows;
		this.#pty = pty;
		this.#engine = engine;
		this.#changed = changed;
		const housework = new Housework(engine);
		this.#tidying = new Tidying(() => {
			housework.begin();
		});
		this.#tidying.after(0);
		pty.data.on(chunk => {
			this.#take(chunk);
		});
		// Before anybody hears of the end: all of the output is on the screen then.
		pty.exited.once(() => {
			this.#finish();
		});
	}

	/** `chunk` is good until this returns. */
	#take(chunk: Uint8Array): void {
		this.lastOutput = Date.now();
		const left = this.#waiting.length > 0 ? chunk : this.#parse(chunk);
		if (left.length > 0) {
			// A copy; a Buffer's own slice is none.
			this.#waiting.push(new Uint8Array(left));
			if (this.#waiting.length === 1) {
				this.#pty.pause();
				this.#later();
			}
		}

		this.#tidying.after(chunk.length);
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
		this.#fellows.type();
		// Not just when somebody types.
		this.#tidying.after(0);
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

	/** Parses until the time of this turn is used up. Returns what is left. */
	#parse(chunk: Uint8Array): Uint8Array {
		const start = performance.now();
		let at = 0;
		do {
			const {frames} = this.#engine;
			at += this.#engine.writeSome(chunk.subarray(at, at + slice));
			if (this.#engine.frames !== frames && at < chunk.length) {
				// One that is whole, before the next begins.
				this.#changed();
			}
		} while (at < chunk.length && performance.now() - start <= turnTime);

		this.#changed();
		return chunk.subarray(at);
	}

	/** On the next turn, so that whatever else is due (a key, a request) comes first. */
	#later(): void {
		setImmediate(() => {
			const chunk = this.#waiting.shift();
			const left = chunk === undefined ? nothing : this.#parse(chunk);
			if (left.length > 0) {
				this.#waiting.unshift(left);
			}

			if (this.#waiting.length > 0) {
				this.#later();
			} else if (this.#resting === undefined) {
				this.#pty.resume();
			}
		});
	}

	#finish(): void {
		clearTimeout(this.#resting);
		this.#tidying.end();
		for (const chunk of this.#waiting.splice(0)) {
			this.#engine.write(chunk);
		}

		this.#changed();
	}
}
