const step = 8;

/** Tab stops, every eight columns at first. */
export class Tabs {
	#stops: Uint8Array;

	constructor(cols: number) {
		this.#stops = every(cols);
	}

	set(x: number): void {
		this.#stops[x] = 1;
	}

	clear(x: number): void {
		this.#stops[x] = 0;
	}

	clearAll(): void {
		this.#stops.fill(0);
	}

	reset(cols: number): void {
		this.#stops = every(cols);
	}

	/** Those that there are stay; new columns have theirs every eight. */
	resize(cols: number): void {
		const stops = every(cols);
		stops.set(this.#stops.subarray(0, cols));
		this.#stops = stops;
	}

	/** The stop after `x`, or `limit` when there is none before it. */
	next(x: number, limit: number): number {
		let stop = x + 1;
		while (stop < limit && this.#stops[stop] !== 1) {
			stop++;
		}

		return Math.min(stop, limit);
	}

	/** The stop before `x`, or `limit` when there is none after it. */
	previous(x: number, limit: number): number {
		let stop = x - 1;
		while (stop > limit && this.#stops[stop] !== 1) {
			stop--;
		}

		return Math.max(stop, limit);
	}
}

function every(cols: number): Uint8Array {
	return new Uint8Array(cols).map((_, x) => x % step === 0 ? 1 : 0);
}
