/** Decodes UTF-8 byte by byte. What is none becomes U+FFFD, one for each stretch that could have begun a character. */
export class Utf8 {
	/** Bytes that the character under way still needs. */
	need = 0;
	#codePoint = 0;
	#lowest = 0x80;
	#highest = 0xBF;

	/** Takes the first byte of a character, from 0x80 on. The code point when that is all; -1 when more must follow; U+FFFD for none. */
	start(byte: number): number {
		this.#lowest = 0x80;
		this.#highest = 0xBF;
		if (byte >= 0xC2 && byte <= 0xDF) {
			this.need = 1;
			this.#codePoint = byte & 0x1F;
		} else if (byte >= 0xE0 && byte <= 0xEF) {
			this.need = 2;
			this.#codePoint = byte & 0x0F;
			// Long forms and surrogates.
			this.#lowest = byte === 0xE0 ? 0xA0 : 0x80;
			this.#highest = byte === 0xED ? 0x9F : 0xBF;
		} else if (byte >= 0xF0 && byte <= 0xF4) {
			this.need = 3;
			this.#codePoint = byte & 0x07;
			// Long forms, and what is above U+10FFFF.
			this.#lowest = byte === 0xF0 ? 0x90 : 0x80;
			this.#highest = byte === 0xF4 ? 0x8F : 0xBF;
		} else {
			return 0xFF_FD;
		}

		return -1;
	}

	/** Whether a byte goes on what was begun. */
	continues(byte: number): boolean {
		return byte >= this.#lowest && byte <= this.#highest;
	}

	/** Takes a byte that continues. The code point when it is whole, -1 when not. */
	next(byte: number): number {
		this.#codePoint = (this.#codePoint << 6) + (byte & 0x3F);
		this.#lowest = 0x80;
		this.#highest = 0xBF;
		this.need--;
		return this.need === 0 ? this.#codePoint : -1;
	}
}

/** The character at `index` when it lies whole in the bytes, is from U+00A0 on and is well made beyond doubt; 0 for any other. */
export function readWhole(bytes: Uint8Array, index: number): number {
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
	return first > 0xF0 && first < 0xF4 && fourth <= 0x3F ? ((first & 0x07) << 18) | (second << 12) | (third << 6) | fourth : (first === 0xF0 && second >= 0x10 && fourth <= 0x3F ? (second << 12) | (third << 6) | fourth : 0);
}

/** The bytes of a code point from U+00A0 on. */
export const lengthOf = (codePoint: number): number => codePoint < 0x8_00 ? 2 : (codePoint < 0x1_00_00 ? 3 : 4);
