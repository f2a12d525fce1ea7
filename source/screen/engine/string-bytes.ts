const atFirst = 256;

/** The bytes of a string that is under way. */
export class StringBytes {
	#bytes = new Uint8Array(atFirst);
	#length = 0;
	#isTooLong = false;

	clear(): void {
		this.#length = 0;
		this.#isTooLong = false;
		// A long one is rare: its room is not kept.
		if (this.#bytes.length > 4096) {
			this.#bytes = new Uint8Array(atFirst);
		}
	}

	/** Keeps a byte; past the limit the whole string is none. */
	put(byte: number, limit: number): void {
		if (this.#length >= limit) {
			this.#isTooLong = true;
			return;
		}

		if (this.#length === this.#bytes.length) {
			const grown = new Uint8Array(this.#length * 4);
			grown.set(this.#bytes);
			this.#bytes = grown;
		}

		this.#bytes[this.#length] = byte;
		this.#length++;
	}

	dropLast(): void {
		this.#length = Math.max(0, this.#length - 1);
	}

	begins(bytes: Uint8Array): boolean {
		return this.#length >= bytes.length && bytes.every((byte, index) => this.#bytes[index] === byte);
	}

	/** The whole string, good until the next call; undefined when it was too long. */
	take(): Uint8Array | undefined {
		return this.#isTooLong ? undefined : this.#bytes.subarray(0, this.#length);
	}
}
