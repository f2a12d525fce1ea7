/** Lets so many units through a second, and a burst of as many as the bucket holds. It fills by the clock and needs no timer. */
export class TokenBucket {
	readonly #capacity: number;
	readonly #rate: number;
	readonly #now: () => number;
	#tokens: number;
	#at: number;

	/** `rate` is units a second; `now` is milliseconds. */
	constructor({capacity, rate, now = () => performance.now()}: {capacity: number; rate: number; now?: () => number}) {
		this.#capacity = capacity;
		this.#rate = rate;
		this.#now = now;
		this.#tokens = capacity;
		this.#at = now();
	}

	/** Whether that much may pass now; if so it is taken. */
	take(count: number): boolean {
		const now = this.#now();
		this.#tokens = Math.min(this.#capacity, this.#tokens + ((now - this.#at) * this.#rate / 1000));
		this.#at = now;
		if (count > this.#tokens) {
			return false;
		}

		this.#tokens -= count;
		return true;
	}
}
