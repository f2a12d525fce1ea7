/** Collects bytes into one array that is used again. */
export class ByteSink {
	#bytes = new Uint8Array(4096);
	#length = 0;

	get length(): number {
		return this.#length;
	}

	byte(value: number): void {
		this.#reserve(1);
		this.#bytes[this.#length++] = value;
	}

	append(bytes: ArrayLike<number> & {length: number}): void {
		this.#reserve(bytes.length);
		this.#bytes.set(bytes, this.#length);
		this.#length += bytes.length;
	}

	text(ascii: string): void {
		for (let index = 0; index < ascii.length; index++) {
			this.byte(ascii.codePointAt(index)!);
		}
	}

	/** Takes the last byte off again. */
	dropLast(): void {
		this.#length = Math.max(0, this.#length - 1);
	}

	clear(): void {
		this.#length = 0;
	}

	/** What was collected; a view that is good until the next call. */
	view(): Uint8Array {
		return this.#bytes.subarray(0, this.#length);
	}

	#reserve(count: number): void {
		if (!(this.#length + count > this.#bytes.length)) {
			return;
		}

		const grown = new Uint8Array(Math.max(this.#length + count, this.#bytes.length * 2));
		grown.set(this.#bytes.subarray(0, this.#length));
		this.#bytes = grown;
	}
}
