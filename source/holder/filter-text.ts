import type {ByteSink} from './byte-sink.js';
import {isMark} from './cell-width.js';

// More marks than any script puts on one letter; thousands on one cell are sent to eat memory.
const markLimit = 16;

// U+FFFD
const replacement = [0xEF, 0xBF, 0xBD] as const;

/**
The text between sequences: checks its UTF-8, cuts runs of marks, and drops bidirectional controls and line separators, which
would move text about beyond its cells.
*/
export class TextFilter {
	readonly #out: ByteSink;
	readonly #control: (code: number) => void;
	readonly #bytes = new Uint8Array(4);
	#have = 0;
	#need = 0;
	/** Marks since the last character that takes a cell; -1 when there is none that they could join. */
	#marks = -1;

	/** `control` is told of 0x80 to 0x9F. */
	constructor(out: ByteSink, control: (code: number) => void) {
		this.#out = out;
		this.#control = control;
	}

	read(byte: number): void {
		if (byte < 0x80) {
			this.#abandon();
			this.#out.byte(byte);
			this.#marks = byte >= 0x20 && byte < 0x7F ? 0 : -1;
		} else if (this.#need > 0 && this.#continues(byte)) {
			this.#bytes[this.#have++] = byte;
			if (this.#have === this.#need) {
				this.#finish();
			}
		} else {
			this.#abandon();
			this.#start(byte);
		}
	}

	/** Something other than text comes: what was begun of a character is none, and marks that follow have nothing to join. */
	interrupt(): void {
		this.#abandon();
		this.#marks = -1;
	}

	/** A stretch of printable ASCII, all at once. */
	readPlain(bytes: Uint8Array): void {
		this.#abandon();
		this.#out.append(bytes);
		this.#marks = 0;
	}

	#abandon(): void {
		if (!(this.#need > 0)) {
			return;
		}

		this.#out.append(replacement);
		this.#need = 0;
		this.#marks = 0;
	}

	#start(byte: number): void {
		this.#need = lengthOf(byte);
		this.#bytes[0] = byte;
		this.#have = 1;
		if (this.#need !== 0) {
			return;
		}

		this.#out.append(replacement);
		this.#marks = 0;
	}

	/** Whether a byte may follow those that came: the second byte also keeps out long forms, surrogates, and what is above U+10FFFF. */
	#continues(byte: number): boolean {
		if (byte > 0xBF) {
			return false;
		}

		const first = this.#bytes[0]!;
		return this.#have > 1
			|| !((first === 0xE0 && byte < 0xA0) || (first === 0xED && byte > 0x9F) || (first === 0xF0 && byte < 0x90) || (first === 0xF4 && byte > 0x8F));
	}

	#finish(): void {
		const character = this.#bytes.subarray(0, this.#need);
		const codePoint = decode(character);
		this.#need = 0;
		if (codePoint < 0xA0) {
			this.#marks = -1;
			this.#control(codePoint);
		} else if (isUnwanted(codePoint)) {
			// Dropped.
		} else if (!isMark(codePoint)) {
			this.#marks = 0;
			this.#out.append(character);
		} else if (this.#marks >= 0 && this.#marks < markLimit) {
			this.#marks++;
			this.#out.append(character);
		}
	}
}

function lengthOf(byte: number): number {
	if (byte >= 0xC2 && byte <= 0xDF) {
		return 2;
	}

	if (byte >= 0xE0 && byte <= 0xEF) {
		return 3;
	}

	return byte >= 0xF0 && byte <= 0xF4 ? 4 : 0;
}

function decode(bytes: Uint8Array): number {
	let codePoint = bytes[0]! & (0xFF >> (bytes.length + 1));
	for (let index = 1; index < bytes.length; index++) {
		codePoint = (codePoint << 6) | (bytes[index]! & 0x3F);
	}

	return codePoint;
}

function isUnwanted(codePoint: number): boolean {
	return codePoint === 0x6_1C
		|| codePoint === 0x20_0E
		|| codePoint === 0x20_0F
		|| (codePoint >= 0x20_28 && codePoint <= 0x20_2E)
		|| (codePoint >= 0x20_66 && codePoint <= 0x20_69);
}
