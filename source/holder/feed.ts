import type {ScreenEngine} from '../screen/engine.js';
import {InputFilter} from './filter.js';
import type {Pty} from './pty.js';

// Milliseconds of one turn that may go into parsing. Keys and requests wait no longer than this behind a flood.
const turnTime = 4;
// Bytes parsed between two looks at the clock.
const slice = 4096;

/** Carries output from the program into the engine, always, whether somebody watches or not: a program never waits because nobody looks. */
export class Feed {
	/** Unix milliseconds of the last output; 0 before the first. */
	lastOutput = 0;
	readonly #engine: ScreenEngine;
	readonly #filter: InputFilter;
	readonly #pty: Pty;
	readonly #changed: () => void;
	#turnStart: number | undefined;

	/** `changed` is told after each chunk. */
	constructor(pty: Pty, engine: ScreenEngine, changed: () => void) {
		this.#pty = pty;
		this.#engine = engine;
		this.#filter = new InputFilter(() => engine.size);
		this.#changed = changed;
		pty.data.on(chunk => {
			this.#take(chunk);
		});
	}

	#take(chunk: Uint8Array): void {
		this.lastOutput = Date.now();
		if (this.#turnStart === undefined) {
			this.#turnStart = performance.now();
			setImmediate(() => {
				this.#turnStart = undefined;
			});
		}

		for (let start = 0; start < chunk.length; start += slice) {
			this.#engine.write(this.#filter.push(chunk.subarray(start, start + slice)));
		}

		this.#changed();
		if (!(performance.now() - this.#turnStart > turnTime)) {
			return;
		}

		// Until the next turn: whatever else is due (a key, a request) comes first.
		this.#pty.pause();
		setImmediate(() => {
			this.#pty.resume();
		});
	}
}
