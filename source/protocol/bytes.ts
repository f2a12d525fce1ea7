/*
Reading and writing binary messages: numbers as LEB128 (seven bits a byte, the lowest first), text as UTF-8 after its length.
*/

const encoder = new TextEncoder();
const decoder = new TextDecoder();

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
		this.#offset += length;
		return decoder.decode(this.#bytes.subarray(this.#offset - length, this.#offset));
	}
}
