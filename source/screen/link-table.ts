// Many times what a screen and the newest lines of its history have; one beyond them is none.
const countLimit = 16_384;
// Code units of all addresses: as many of a usual length.
const sizeLimit = 1024 * 1024;
// Those that no cell shows any more are let go of from this part of a limit on, while there is room for what comes until then.
const leastCollected = 1 / 2;
// Milliseconds between two looks: of links without end so many are kept in each of these, and the others cost no more than their text.
const rest = 1000;

/** The addresses of links by number, and their numbers. Number 0 is none. A link keeps its number until it is forgotten. */
export class LinkTable {
	readonly #addresses = [''];
	readonly #numbers = new Map<string, number>([['', 0]]);
	readonly #spare: number[] = [];
	/** Code units of all. */
	#size = 0;
	/** By `performance.now()`. */
	#restUntil = 0;

	/** The number of an address, which is added when it is new; 0 when there is no room for it. */
	number(address: string): number {
		const known = this.#numbers.get(address);
		if (known !== undefined) {
			return known;
		}

		if (this.#numbers.size >= countLimit || this.#size + address.length > sizeLimit) {
			return 0;
		}

		const number = this.#spare.pop() ?? this.#addresses.length;
		this.#addresses[number] = address;
		this.#numbers.set(address, number);
		this.#size += address.length;
		return number;
	}

	address(number: number): string {
		return this.#addresses[number]!;
	}

	/** Whether there are so many that those which nothing shows should be let go of. */
	areMany(now = performance.now()): boolean {
		return this.#fullness > leastCollected && now >= this.#restUntil;
	}

	/** Numbers are less than this. */
	get end(): number {
		return this.#addresses.length;
	}

	/** Forgets those whose mark is 0; `used` is as long as `end`. */
	keepMarked(used: Uint8Array): void {
		for (let number = 1; number < used.length; number++) {
			const address = this.#addresses[number]!;
			if (address === '' || used[number] === 1) {
				continue;
			}

			this.#addresses[number] = '';
			this.#numbers.delete(address);
			this.#spare.push(number);
			this.#size -= address.length;
		}

		this.#restUntil = performance.now() + rest;
	}

	get #fullness(): number {
		return Math.max(this.#numbers.size / countLimit, this.#size / sizeLimit);
	}
}
