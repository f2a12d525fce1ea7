import type {Size} from '../protocol/holder.js';
import {ByteSink} from './byte-sink.js';
import {filterCommand} from './filter-osc.js';
import {clampSequence, isHarmless} from './filter-csi.js';
import {TextFilter} from './filter-text.js';

const [bel, can, sub, escape, del] = [0x07, 0x18, 0x1A, 0x1B, 0x7F];

// Of the parts that are kept until they are whole. Longer ones are dropped to their end.
const sequenceLimit = 1024;
const stringLimit = 64 * 1024;

type State = 'ground' | 'escape' | 'sequence' | 'command' | 'string' | 'commandEscape' | 'stringEscape';

const decoder = new TextDecoder();
const encoder = new TextEncoder();

/**
What stands between a program and the terminal engine: lets text and ordinary sequences through and keeps out what is only
sent to harm. Numbers are clamped, device strings (DCS, APC, PM, SOS) and unknown commands (OSC) are dropped whole, runs of
marks are cut, and text that is no UTF-8 becomes U+FFFD.

A sequence is passed on when it is whole, so it makes no difference how the bytes were cut into chunks.
*/
export class InputFilter {
	readonly #size: () => Size;
	readonly #out = new ByteSink();
	readonly #text: TextFilter;
	/** What was read of the sequence or command under way, its introducer not counted. */
	readonly #part = new ByteSink();
	#state: State = 'ground';
	#isTooLong = false;
	/** Of a command or string. */
	#previous = 0;

	/** `size` is asked at each sequence, because the terminal may be resized. */
	constructor(size: () => Size) {
		this.#size = size;
		this.#text = new TextFilter(this.#out, code => {
			// A control character of 8 bits is the same as ESC and a letter.
			this.#begin();
			this.#readEscape(code - 0x40);
		});
	}

	/** Takes a chunk; returns what is for the engine, good until the next call. */
	push(chunk: Uint8Array): Uint8Array {
		this.#out.clear();
		for (let index = 0; index < chunk.length;) {
			const end = this.#state === 'ground' ? plainEnd(chunk, index) : index;
			if (end > index) {
				this.#text.readPlain(chunk.subarray(index, end));
				index = end;
			} else {
				this.#read(chunk[index]!);
				index++;
			}
		}

		return this.#out.view();
	}

	#read(byte: number): void {
		switch (this.#state) {
			case 'ground': {
				this.#readGround(byte);
				break;
			}

			case 'escape': {
				this.#readEscape(byte);
				break;
			}

			case 'sequence': {
				this.#readSequence(byte);
				break;
			}

			case 'command':
			case 'commandEscape':
			case 'string':
			case 'stringEscape': {
				this.#readString(byte);
				break;
			}
		}
	}

	#readGround(byte: number): void {
		if (byte === escape) {
			this.#text.interrupt();
			this.#begin();
		} else {
			this.#text.read(byte);
		}
	}

	#readEscape(byte: number): void {
		if (this.#isControl(byte)) {
			return;
		}

		if (byte >= 0x20 && byte < 0x30) {
			this.#keep(byte, sequenceLimit);
			return;
		}

		if (byte > 0x7E) {
			this.#leave(byte);
			return;
		}

		const isIntroducer = this.#part.length === 0;
		switch (isIntroducer ? byte : 0) {
			// [
			case 0x5B: {
				this.#state = 'sequence';
				break;
			}

			// ]
			case 0x5D: {
				this.#state = 'command';
				break;
			}

			// P X ^ _
			case 0x50:
			case 0x58:
			case 0x5E:
			case 0x5F: {
				this.#state = 'string';
				break;
			}

			// A backslash ends a string, and there is none.
			case 0x5C: {
				this.#state = 'ground';
				break;
			}

			default: {
				this.#emitEscape(byte);
			}
		}
	}

	#emitEscape(byte: number): void {
		this.#state = 'ground';
		if (this.#isTooLong) {
			return;
		}

		this.#out.byte(escape);
		this.#out.append(this.#part.view());
		this.#out.byte(byte);
	}

	#readSequence(byte: number): void {
		if (this.#isControl(byte)) {
			return;
		}

		if (byte < 0x40) {
			this.#keep(byte, sequenceLimit);
			return;
		}

		if (byte > 0x7E) {
			this.#leave(byte);
			return;
		}

		this.#state = 'ground';
		if (!this.#isTooLong && isHarmless(this.#part.view(), byte)) {
			this.#out.byte(escape);
			this.#out.byte(0x5B);
			this.#out.append(this.#part.view());
			this.#out.byte(byte);
			return;
		}

		const final = String.fromCodePoint(byte);
		const inside = this.#isTooLong ? undefined : clampSequence(decoder.decode(this.#part.view()), final, this.#size());
		if (inside !== undefined) {
			this.#out.text(`\u{1B}[${inside}${final}`);
		}
	}

	/** Commands and strings: to ESC \ (or the same in one character, U+009C), to BEL (commands only), or to whatever else begins. */
	#readString(byte: number): void {
		const previous = this.#previous;
		this.#previous = byte;
		const isCommand = this.#state === 'command' || this.#state === 'commandEscape';
		if (this.#state === 'commandEscape' || this.#state === 'stringEscape') {
			if (byte === 0x5C) {
				this.#endString({isCommand});
			} else {
				this.#begin();
				this.#readEscape(byte);
			}
		} else if (byte === escape) {
			this.#state = isCommand ? 'commandEscape' : 'stringEscape';
		} else if (byte === can || byte === sub) {
			this.#state = 'ground';
		} else if (previous === 0xC2 && byte === 0x9C) {
			this.#part.dropLast();
			this.#endString({isCommand});
		} else if (isCommand && byte === bel) {
			this.#endString({isCommand});
		} else if (isCommand && byte >= 0x20) {
			this.#keep(byte, stringLimit);
		}
	}

	#endString({isCommand}: {isCommand: boolean}): void {
		this.#state = 'ground';
		const command = isCommand && !this.#isTooLong ? filterCommand(decoder.decode(this.#part.view())) : undefined;
		if (command !== undefined) {
			this.#out.append(encoder.encode(`\u{1B}]${command}\u{1B}\\`));
		}
	}

	/** Controls inside of a sequence do what they do, and the sequence goes on; CAN and SUB end it, ESC begins another. */
	#isControl(byte: number): boolean {
		if (byte === escape) {
			this.#begin();
		} else if (byte === can || byte === sub) {
			this.#state = 'ground';
		} else if (byte < 0x20) {
			this.#out.byte(byte);
		}

		return byte < 0x20 || byte === del;
	}

	#keep(byte: number, limit: number): void {
		if (this.#part.length >= limit) {
			this.#isTooLong = true;
		} else {
			this.#part.byte(byte);
		}
	}

	#begin(): void {
		this.#state = 'escape';
		this.#part.clear();
		this.#previous = 0;
		this.#isTooLong = false;
	}

	/** What is not ASCII ends a sequence and is text. */
	#leave(byte: number): void {
		this.#state = 'ground';
		this.#readGround(byte);
	}
}

/** Where the printable ASCII that begins at `start` ends. */
function plainEnd(bytes: Uint8Array, start: number): number {
	let end = start;
	while (end < bytes.length && bytes[end]! >= 0x20 && bytes[end]! < del) {
		end++;
	}

	return end;
}
