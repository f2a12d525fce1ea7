/*
Reading and writing binary messages: numbers as LEB128 (seven bits a byte, the lowest first), text as UTF-8 after its length.
*/

const encoder = new TextEncoder();
const decoder = new TextDecoder();

// Of UTF-8: the bits of the first byte of a character of so many bytes.
const leads = [0, 0, 0xC0, 0xE0, 0xF0];

function lengthOf(code: number): number {
	if (code < 0x80) {
		return 1;
	}

	return code < 0x8_00 ? 2 : (code < 0x1_00_00 ? 3 : 4);
}

/** Bytes of a character that begins with this one and is no ASCII; 0 where none does. */
function sizeOf(first: number): number {
	if (first < 0xC0) {
		return 0;
	}

	return first < 0xE0 ? 2 : (first < 0xF0 ? 3 : 4);
}

/** A buffer that grows as it is written to. */
export class ByteWriter {
	#bytes = new Uint8Array(1024);
	#length = 0;

	/** A whole number from 0 to 2^53 - 1. */
	number(value: number): void {
		this.#reserve(8);
		let rest = value;
		while (rest > 0x7F) {
			this.#bytes[this.#length++] = (rest % 0x80) | 0x80;
			rest = Math.floor(rest / 0x80);
		}

		this.#bytes[this.#length++] = rest;
	}

	text(value: string): void {
		const start = this.#length;
		this.number(value.length);
		this.#reserve(value.length);
		// Most texts are short and ASCII: a call of the encoder costs more than all of their characters.
		for (let index = 0; index < value.length; index++) {
			const code = value.codePointAt(index)!;
			if (code > 0x7F) {
				this.#length = start;
				this.#encoded(value);
				return;
			}

			this.#bytes[this.#length++] = code;
		}
	}

	#encoded(value: string): void {
		const encoded = encoder.encode(value);
		this.number(encoded.length);
		this.#reserve(encoded.length);
		this.#bytes.set(encoded, this.#length);
		this.#length += encoded.length;
	}

	/** The code points in the lower bits of some numbers, every `step`th of them, as `text` writes them. */
	codePoints(values: Uint32Array, {from, to, step, mask}: {from: number; to: number; step: number; mask: number}): void {
		let length = 0;
		for (let index = from; index < to; index += step) {
			length += lengthOf(values[index]! & mask);
		}

		this.number(length);
		this.#reserve(length);
		const bytes = this.#bytes;
		let at = this.#length;
		for (let index = from; index < to; index += step) {
			const code = values[index]! & mask;
			if (code < 0x80) {
				bytes[at++] = code;
				continue;
			}

			const size = lengthOf(code);
			bytes[at] = leads[size]! | (code >>> (6 * (size - 1)));
			for (let rest = size - 1; rest > 0; rest--) {
				bytes[at + size - rest] = 0x80 | ((code >>> (6 * (rest - 1))) & 0x3F);
			}

			at += size;
		}

		this.#length = at;
	}

	finish(): Uint8Array {
		return this.#bytes.slice(0, this.#length);
	}

	#reserve(count: number): void {
		const needed = this.#length + count;
		if (needed <= this.#bytes.length) {
			return;
		}

		const grown = new Uint8Array(Math.max(needed, this.#bytes.length * 2));
		grown.set(this.#bytes.subarray(0, this.#length));
		this.#bytes = grown;
	}
}

/** Reads what a ByteWriter wrote. Throws RangeError where the bytes end too early or a number is out of its bounds. */
export class ByteReader {
	readonly #bytes: Uint8Array;
	#offset = 0;

	constructor(bytes: Uint8Array) {
		this.#bytes = bytes;
	}

	/** Whether everything has been read. */
	get isAtEnd(): boolean {
		return this.#offset >= this.#bytes.length;
	}

	/** A number of at most `limit`. */
	number(limit = Number.MAX_SAFE_INTEGER): number {
		let value = 0;
		for (let scale = 1; scale <= Number.MAX_SAFE_INTEGER; scale *= 0x80) {
			const byte = this.#bytes[this.#offset++];
			if (byte === undefined) {
				throw new RangeError('A binary message ended too early.');
			}

			value += (byte & 0x7F) * scale;
			if (byte < 0x80) {
				if (value > limit) {
					throw new RangeError(`A binary message holds the number ${value}; at most ${limit} is allowed there.`);
				}

				return value;
			}
		}

		throw new RangeError('A binary message holds a number that is too long.');
	}

	text(): string {
		const length = this.number(this.#bytes.length - this.#offset);
		if (length === 0) {
			return '';
		}

		this.#offset += length;
		return decoder.decode(this.#bytes.subarray(this.#offset - length, this.#offset));
	}

	/** The length of a text that follows, as the place where it ends. */
	lengthToEnd(): number {
		const length = this.number(this.#bytes.length - this.#offset);
		return this.#offset + length;
	}

	/** The printable ASCII that stands before `end`, one number for each byte with `plus` added, into the places from `from` up to `to`. Returns the next place. */
	printable(into: Uint32Array, {from, to, end, plus}: {from: number; to: number; end: number; plus: number}): number {
		const bytes = this.#bytes;
		let [at, index] = [this.#offset, from];
		while (index < to && at < end) {
			const byte = bytes[at]!;
			if (byte < 0x20 || byte > 0x7E) {
				break;
			}

			into[index++] = byte + plus;
			at++;
		}

		this.#offset = at;
		return index;
	}

	/** One character of a text. */
	codePoint(): number {
		const first = this.#bytes[this.#offset++] ?? 0x80;
		if (first < 0x80) {
			return first;
		}

		const size = sizeOf(first);
		let code = first & (0x7F >>> size);
		for (let rest = 1; rest < size; rest++) {
			code = (code << 6) | ((this.#bytes[this.#offset++] ?? 0) & 0x3F);
		}

		if (size === 0 || lengthOf(code) !== size) {
			throw new RangeError('A binary message holds text that is no UTF-8.');
		}

		return code;
	}

	/** Throws RangeError unless everything before this place has been read, and nothing behind it. */
	expectAt(end: number): void {
		if (this.#offset !== end) {
			throw new RangeError('A binary message holds a text of another length than it says.');
		}
	}
}
