/** Numbers that look random and are the same each time (mulberry32). */
export class Random {
	#state: number;

	constructor(seed: number) {
		this.#state = seed >>> 0;
	}

	/** A whole number from 0 on, below `limit`. */
	below(limit: number): number {
		this.#state = (this.#state + 0x6D_2B_79_F5) >>> 0;
		let mixed = Math.imul(this.#state ^ (this.#state >>> 15), this.#state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return Math.floor(((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_00_00_00_00 * limit);
	}

	of<Item>(items: readonly Item[]): Item {
		return items[this.below(items.length)]!;
	}

	/** A number below `limit` in two digits. */
	two(limit: number): string {
		return String(this.below(limit)).padStart(2, '0');
	}
}
