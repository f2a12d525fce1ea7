import {Parameters} from './parameters.js';
import {actions, states, transition} from './transitions.js';
import {Utf8} from './utf8.js';

const [escape, bracket] = [0x1B, 0x5B];
// Of a command that is kept until it is whole; longer ones are dropped to their end. A clipboard may be that long.
const commandLimit = 128 * 1024;
const deviceLimit = 64;

/** Who is told what the bytes say. */
export type Performer = {
	/** Whether no more should come for now. */
	readonly isTired: boolean;
	/** Writes the printable ASCII that begins at `from`; returns where it ends. */
	ascii(bytes: Uint8Array, from: number, end: number): number;
	print(codePoint: number): void;
	/** C0 */
	execute(byte: number): void;
	/** ESC; `intermediates` are up to two bytes, the first in the higher bits. */
	escape(intermediates: number, final: number): void;
	/** CSI */
	sequence(final: number, parameters: Parameters): void;
	/** OSC, good until the call returns. */
	command(bytes: Uint8Array): void;
	/** DCS, as far as any that is answered may be long. */
	device(bytes: Uint8Array): void;
};

/** Cuts a stream of bytes into text, controls and sequences. It makes no difference how the stream was cut into chunks. */
export class Parser {
	readonly #performer: Performer;
	readonly #parameters = new Parameters();
	readonly #utf8 = new Utf8();
	#string = new Uint8Array(256);
	#length = 0;
	#state: number = states.ground;
	#prefix = 0;
	#intermediates = 0;
	#collected = 0;
	#previous = 0;

	constructor(performer: Performer) {
		this.#performer = performer;
	}

	/** Takes bytes from `from` on until the performer is tired; returns how far it came. */
	write(bytes: Uint8Array, from = 0): number {
		const end = bytes.length;
		let index = from;
		while (index < end && !this.#performer.isTired) {
			index = this.#state === states.ground ? this.#text(bytes, index) : this.#step(bytes, index);
		}

		return index;
	}

	/** RIS, or a fault: what was begun is forgotten. */
	reset(): void {
		this.#state = states.ground;
		this.#utf8.need = 0;
		this.#length = 0;
	}

	/** Text and controls up to a sequence that is not whole, or to the end. */
	#text(bytes: Uint8Array, from: number): number {
		const end = bytes.length;
		const performer = this.#performer;
		let index = from;
		while (index < end) {
			const byte = bytes[index]!;
			if (byte >= 0x80 || this.#utf8.need > 0) {
				index = this.#wide(bytes, index);
				if (this.#state !== states.ground) {
					return index;
				}
			} else if (byte >= 0x20) {
				index = byte === 0x7F ? index + 1 : performer.ascii(bytes, index, end);
			} else if (byte === escape) {
				const after = index + 1 < end && bytes[index + 1] === bracket ? this.#sequence(bytes, index + 2) : 0;
				if (after === 0) {
					this.#clear();
					this.#state = states.escape;
					return index + 1;
				}

				index = after;
				if (performer.isTired) {
					return index;
				}
			} else {
				performer.execute(byte);
				index++;
				if (performer.isTired) {
					return index;
				}
			}
		}

		return index;
	}

	/** A control sequence that lies whole in the chunk and has nothing unusual; returns where it ends, or 0 for any other. */
	#sequence(bytes: Uint8Array, from: number): number {
		const end = bytes.length;
		const parameters = this.#parameters;
		let index = from;
		let prefix = 0;
		if (index < end && bytes[index]! >= 0x3C && bytes[index]! <= 0x3F) {
			prefix = bytes[index]!;
			index++;
		}

		index = parameters.read(bytes, index);
		if (index >= end) {
			return 0;
		}

		const final = bytes[index]!;
		if (final < 0x40 || final > 0x7E) {
			return 0;
		}

		parameters.kind = prefix << 16;
		parameters.close();
		this.#performer.sequence(final, parameters);
		return index + 1;
	}

	/** What is not ASCII: a character, or a stretch that is none. */
	#wide(bytes: Uint8Array, from: number): number {
		const utf8 = this.#utf8;
		const performer = this.#performer;
		const end = bytes.length;
		let index = from;
		while (index < end) {
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
				return index;
			} else {
				const whole = readWhole(bytes, index);
				if (whole > 0) {
					index += whole < 0x8_00 ? 2 : (whole < 0x1_00_00 ? 3 : 4);
					performer.print(whole);
					continue;
				}

				codePoint = utf8.start(byte);
			}

			index++;
			if (codePoint >= 0xA0) {
				performer.print(codePoint);
			} else if (codePoint >= 0x80) {
				// A control of eight bits is the same as ESC and a letter.
				this.#clear();
				this.#perform(transition(states.escape, codePoint - 0x40), codePoint - 0x40);
				if (this.#state !== states.ground) {
					return index;
				}
			}
		}

		return index;
	}

	#step(bytes: Uint8Array, from: number): number {
		const byte = bytes[from]!;
		if (this.#state >= states.command) {
			return this.#stringBytes(bytes, from);
		}

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
				this.#length = Math.max(0, this.#length - 1);
				this.#finish();
				return index + 1;
			}

			const step = transition(this.#state, byte);
			if (step >> 4 === actions.put) {
				this.#put(byte);
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

			this.#clear();
		}

		switch (step >> 4) {
			case actions.execute: {
				this.#performer.execute(byte);
				break;
			}

			case actions.clear: {
				this.#clear();
				break;
			}

			case actions.start: {
				this.#length = 0;
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

			case actions.semicolon:
			case actions.colon: {
				this.#parameters.next(step >> 4 === actions.colon ? 1 : 0);
				break;
			}

			case actions.escape: {
				if (this.#collected <= 2) {
					this.#performer.escape(this.#intermediates, byte);
				}

				break;
			}

			case actions.sequence: {
				this.#parameters.close();
				if (this.#collected <= 2) {
					this.#parameters.kind = (this.#prefix << 16) + this.#intermediates;
					this.#performer.sequence(byte, this.#parameters);
				}

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

	#put(byte: number): void {
		const limit = this.#state === states.command ? commandLimit : deviceLimit;
		if (this.#length > limit) {
			return;
		}

		if (this.#length === this.#string.length) {
			const grown = new Uint8Array(this.#length * 4);
			grown.set(this.#string);
			this.#string = grown;
		}

		this.#string[this.#length] = byte;
		this.#length++;
	}

	#finish(): void {
		const state = this.#state;
		const bytes = this.#string.subarray(0, this.#length);
		this.#state = states.ground;
		this.#clear();
		if (state === states.command && bytes.length <= commandLimit) {
			this.#performer.command(bytes);
		} else if (state === states.device && bytes.length <= deviceLimit) {
			this.#performer.device(bytes);
		}

		if (this.#string.length > 4096) {
			this.#string = new Uint8Array(256);
		}
	}
}

/** The character at `index` when it lies whole in the bytes, is from U+00A0 on and is well made beyond doubt; 0 for any other. */
function readWhole(bytes: Uint8Array, index: number): number {
	if (index + 3 >= bytes.length) {
		return 0;
	}

	const first = bytes[index]!;
	const second = bytes[index + 1]! ^ 0x80;
	if (second > 0x3F) {
		return 0;
	}

	if (first >= 0xC2 && first < 0xE0) {
		const code = ((first & 0x1F) << 6) | second;
		return code < 0xA0 ? 0 : code;
	}

	const third = bytes[index + 2]! ^ 0x80;
	if (third > 0x3F) {
		return 0;
	}

	if (first > 0xE0 && first < 0xF0 && first !== 0xED) {
		return ((first & 0x0F) << 12) | (second << 6) | third;
	}

	const fourth = bytes[index + 3]! ^ 0x80;
	return first > 0xF0 && first < 0xF4 && fourth <= 0x3F ? ((first & 0x07) << 18) | (second << 12) | (third << 6) | fourth : first === 0xF0 && second >= 0x10 && fourth <= 0x3F ? (second << 12) | (third << 6) | fourth : 0;
}
