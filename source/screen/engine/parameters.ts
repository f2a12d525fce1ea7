// Enough for every coordinate, mode and colour; what is above is only sent to break things.
const largest = 65_535;
const limit = 64;

/** The numbers of one control sequence. More than 64 are not kept. */
export class Parameters {
	/** The prefix of the sequence times 65,536 plus its intermediates. */
	kind = 0;
	/** At least 1: no number at all is one that was left out. */
	count = 1;
	readonly #values = new Int32Array(limit + 1);
	/** 1 when a colon stands before the number: it belongs to the one before. */
	readonly #isPart = new Uint8Array(limit + 1);

	clear(): void {
		this.count = 1;
		this.#values[0] = -1;
		this.#isPart[0] = 0;
	}

	digit(value: number): void {
		const last = this.count - 1;
		const before = this.#values[last]!;
		this.#values[last] = before < 0 ? value : Math.min(largest, (before * 10) + value);
	}

	/** Reads a control sequence from behind its `ESC [`, when it lies whole in the bytes and has nothing unusual. Returns where it ends; 0 for any other. */
	readWhole(bytes: Uint8Array, from: number): number {
		const first = from < bytes.length ? bytes[from]! : 0;
		const prefix = first >= 0x3C && first <= 0x3F ? first : 0;
		const index = this.#read(bytes, prefix === 0 ? from : from + 1);
		if (index >= bytes.length || bytes[index]! < 0x40 || bytes[index]! > 0x7E) {
			return 0;
		}

		this.close(prefix << 16);
		return index + 1;
	}

	/** A semicolon (0) or colon (1). */
	next(isPart: 0 | 1): void {
		if (this.count <= limit) {
			this.count++;
		}

		this.#values[this.count - 1] = -1;
		this.#isPart[this.count - 1] = isPart;
	}

	/** The sequence is whole: what was too much is dropped. */
	close(kind: number): void {
		this.kind = kind;
		this.count = Math.min(this.count, limit);
	}

	/** A number; 0 when it was left out or is not there. */
	get(index: number): number {
		return index < this.count ? Math.max(0, this.#values[index]!) : 0;
	}

	/** A number that counts something: 1 when it is 0 or was left out. */
	counted(index: number): number {
		return Math.max(1, this.get(index));
	}

	/** -1 when it was left out. */
	raw(index: number): number {
		return index < this.count ? this.#values[index]! : -1;
	}

	isPart(index: number): boolean {
		return index < this.count && this.#isPart[index] === 1;
	}

	/**
	Reads numbers and what stands between them. Returns where they end: at the first byte that is none of both, or at the end of
	the bytes.
	*/
	#read(bytes: Uint8Array, from: number): number {
		const values = this.#values;
		const isPart = this.#isPart;
		const end = bytes.length;
		let index = from;
		let last = 0;
		let value = -1;
		isPart[0] = 0;
		for (; index < end; index++) {
			const byte = bytes[index]!;
			const digit = byte - 0x30;
			if (digit >>> 0 < 10) {
				value = value < 0 ? digit : (value * 10) + digit;
				if (value > largest) {
					value = largest;
				}
			} else if (byte === 0x3B || byte === 0x3A) {
				values[last] = value;
				value = -1;
				if (last < limit) {
					last++;
				}

				isPart[last] = byte === 0x3A ? 1 : 0;
			} else {
				break;
			}
		}

		values[last] = value;
		this.count = last + 1;
		return index;
	}
}
