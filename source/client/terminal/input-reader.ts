import type {ReadStream} from 'node:tty';
import {Emitter} from '../../base/emitter.js';
import type {InputEvent} from '../input/event.js';
import {InputParser} from '../input/parser.js';

// What tells the escape key from the start of a sequence. Terminals send a sequence in one write; over a slow link its parts are seldom further apart.
const escapeWait = 25;

/** The terminal's input in raw mode, cut into events. */
export class InputReader {
	readonly events = new Emitter<InputEvent>();
	readonly ended = new Emitter<void>();
	readonly #stdin: ReadStream;
	readonly #parser = new InputParser();
	#timer: NodeJS.Timeout | undefined;

	constructor(stdin: ReadStream) {
		this.#stdin = stdin;
		const end = () => {
			this.ended.emit();
		};

		stdin.on('end', end);
		stdin.on('close', end);
		// EIO is how a terminal that was closed reads.
		stdin.on('error', end);
	}

	start(): void {
		this.#setRaw('on');
		this.#stdin.on('data', this.#take);
		this.#stdin.resume();
		this.#stdin.ref();
	}

	stop(): void {
		clearTimeout(this.#timer);
		this.#stdin.off('data', this.#take);
		this.#stdin.pause();
		this.#setRaw('off');
	}

	readonly #take = (chunk: Uint8Array): void => {
		clearTimeout(this.#timer);
		this.#emit(this.#parser.push(chunk));
		if (this.#parser.pending) {
			this.#timer = setTimeout(() => {
				this.#emit(this.#parser.flush());
			}, escapeWait);
		}
	};

	#emit(events: InputEvent[]): void {
		for (const event of events) {
			this.events.emit(event);
		}
	}

	#setRaw(state: 'on' | 'off'): void {
		try {
			this.#stdin.setRawMode(state === 'on');
		} catch {
			// The terminal has gone; `ended` says so.
		}
	}
}
