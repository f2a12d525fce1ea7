import {withInput} from './kernel/input.js';
import {Parameters} from './parameters.js';
import type {Performer} from './performer.js';
import {actions, states, transition} from './transitions.js';
import {StringBytes} from './string-bytes.js';
import {Utf8} from './utf8.js';

const [escape, bracket] = [0x1B, 0x5B];
// Of a command that is kept until it is whole; longer ones are dropped to their end. A clipboard may be that long.
const commandLimit = 128 * 1024;
const deviceLimit = 64;
// What tmux would hand on to the terminal around it begins so, and has each of its escapes doubled.
const passthrough = new TextEncoder().encode('tmux;');

/** Cuts a stream of bytes into text, controls and sequences. It makes no difference how the stream was cut into chunks. */
export class Parser {
	readonly #performer: Performer;
	readonly #parameters = new Parameters();
	readonly #utf8 = new Utf8();
	readonly #string = new StringBytes();
	#state: number = states.ground;
	#prefix = 0;
	#intermediates = 0;
	#collected = 0;
	#previous = 0;

	readonly #parse = (bytes: Uint8Array): number => {
		const end = bytes.length;
		let index = 0;
		while (index < end && !this.#performer.isTired) {
			index = this.#state === states.ground ? this.#text(bytes, index) : this.#step(bytes, index);
		}

		return index;
	};

	constructor(performer: Performer) {
		this.#performer = performer;
	}

	/** Takes bytes until the performer is tired, and no more than the input has room for; returns how many it took. */
	write(given: Uint8Array): number {
		return withInput(given, this.#parse);
	}

	/** What was begun is forgotten. */
	reset(): void {
		this.#state = states.ground;
		this.#utf8.need = 0;
		this.#string.clear();
	}

	/** Text and controls up to a sequence that is not whole, or to the end. */
	#text(bytes: Uint8Array, from: number): number {
		const {length: end} = bytes;
		const performer = this.#performer;
		let index = from;
		while (index < end) {
			// Lines end in two controls: nothing is begun for those.
			if (this.#utf8.need === 0 && (bytes[index]! >= 0x20 || bytes[index]! === escape)) {
				index = performer.text(bytes, index);
				if (index === end) {
					break;
				}
			}

			const byte = bytes[index]!;
			if (byte >= 0x20 || this.#utf8.need > 0) {
				index = this.#wide(bytes, index);
				if (this.#state !== states.ground) {
					return index;
				}
			} else if (byte === escape) {
				const after = index + 1 < end && bytes[index + 1] === bracket ? this.#parameters.readWhole(bytes, index + 2) : 0;
				if (after === 0) {
					this.#clear();
					this.#state = states.escape;
					return index + 1;
				}

				performer.sequence(bytes[after - 1]!, this.#parameters);
				index = after;
			} else {
				performer.execute(byte);
				index++;
			}

			if (performer.isTired) {
				break;
			}
		}

		return index;
	}

	/** What is not ASCII: a character, or a stretch that is none. */
	#wide(bytes: Uint8Array, from: number): number {
		const utf8 = this.#utf8;
		const performer = this.#performer;
		let index = from;
		while (index < bytes.length) {
			const byte = bytes[index]!;
			let codePoint: number;
			if (utf8.need > 0) {
				if (!utf8.continues(byte)) {
					utf8.need = 0;
					performer.print(0xFF_FD);
					continue;
				}

				codePoint = utf8.next(byte);
			} else if (byte < 0x80) {
				// DEL means nothing; anything else is no business of this one.
				return byte === 0x7F ? index + 1 : index;
			} else {
				codePoint = utf8.start(byte);
			}

			index++;
			if (codePoint >= 0xA0) {
				performer.print(codePoint);
				return index;
			}

			if (codePoint < 0x80) {
				continue;
			}

			// A control of eight bits is the same as ESC and a letter.
			this.#clear();
			this.#perform(transition(states.escape, codePoint - 0x40), codePoint - 0x40);
			if (this.#state !== states.ground) {
				return index;
			}
		}

		return index;
	}

	#step(bytes: Uint8Array, from: number): number {
		if (this.#state >= states.command) {
			return this.#stringBytes(bytes, from);
		}

		const byte = bytes[from]!;
		const step = transition(this.#state, byte);
		if (step >> 4 === actions.again) {
			this.#state = states.ground;
			return from;
		}

		this.#perform(step, byte);
		return from + 1;
	}

	/** The bytes of a string, up to its end or that of the chunk. */
	#stringBytes(bytes: Uint8Array, from: number): number {
		for (let index = from; index < bytes.length; index++) {
			const byte = bytes[index]!;
			const previous = this.#previous;
			this.#previous = byte;
			if (previous === 0xC2 && byte === 0x9C) {
				// U+009C ends a string as ESC \ does.
				this.#string.dropLast();
				this.#finish();
				return index + 1;
			}

			const step = transition(this.#state, byte);
			if (step >> 4 === actions.put) {
				this.#string.put(byte, this.#state === states.command ? commandLimit : deviceLimit);
			} else if (byte === escape) {
				this.#prefix = this.#state;
				this.#state = states.escape;
				this.#collected = -1;
				return index + 1;
			} else if (step !== this.#state) {
				this.#perform(step, byte);
				return index + 1;
			}
		}

		return bytes.length;
	}

	#perform(step: number, byte: number): void {
		const before = this.#state;
		this.#state = step & 15;
		// An escape within a string: with a backslash it ends the string, with anything else it ends it too but nobody is told.
		if (before === states.escape && this.#collected === -1) {
			if (byte === 0x5C) {
				this.#state = this.#prefix;
				this.#finish();
				return;
			}

			if (byte === escape && this.#prefix === states.device && this.#string.begins(passthrough)) {
				this.#state = states.device;
				return;
			}

			this.#clear();
		}

		switch (step >> 4) {
			case actions.dropped:
			case actions.execute: {
				this.#performer.execute(byte);
				break;
			}

			case actions.clear: {
				this.#clear();
				break;
			}

			case actions.start: {
				this.#string.clear();
				this.#previous = 0;
				break;
			}

			case actions.collect: {
				this.#collected++;
				this.#intermediates = ((this.#intermediates << 8) + byte) & 0xFF_FF;
				break;
			}

			case actions.prefix: {
				this.#prefix = byte;
				break;
			}

			case actions.digit: {
				this.#parameters.digit(byte - 0x30);
				break;
			}

			case actions.separator: {
				this.#parameters.next(byte === 0x3A ? 1 : 0);
				break;
			}

			case actions.escape: {
				// With more intermediates it is none that there is, and still ends the text before.
				this.#performer.escape(this.#collected <= 2 ? this.#intermediates : -1, byte);
				break;
			}

			case actions.sequence: {
				// With more intermediates it is of no kind that there is, and still ends the text before.
				this.#parameters.close(this.#collected <= 2 ? (this.#prefix << 16) + this.#intermediates : -1);
				this.#performer.sequence(byte, this.#parameters);
				break;
			}

			case actions.finish: {
				this.#state = before;
				this.#finish();
				break;
			}

			default:
		}
	}

	#clear(): void {
		this.#parameters.clear();
		this.#prefix = 0;
		this.#intermediates = 0;
		this.#collected = 0;
	}

	#finish(): void {
		const state = this.#state;
		this.#state = states.ground;
		this.#clear();
		const bytes = this.#string.take();
		if (bytes === undefined) {
			return;
		}

		if (state === states.command) {
			this.#performer.command(bytes);
		} else if (state === states.device) {
			this.#performer.device(bytes);
		}
	}
}
