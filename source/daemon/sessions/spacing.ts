// Milliseconds that a timer of Node may come too early.
const tick = 1;

/** Lets something happen no more often than once in `interval` milliseconds; `again` is called when what came too soon may. */
export class Spacing {
	readonly #interval: number;
	readonly #again: () => void;
	#last: number;
	#timer: NodeJS.Timeout | undefined;

	constructor(interval: number, again: () => void) {
		this.#interval = interval;
		this.#again = again;
		this.#last = -interval;
	}

	/** Whether it may happen now; it counts as done then. */
	take(): boolean {
		const left = this.#last + this.#interval - performance.now();
		if (left < tick) {
			this.#last = performance.now();
			return true;
		}

		this.#timer ??= setTimeout(() => {
			this.#timer = undefined;
			this.#again();
		}, left);
		return false;
	}

	end(): void {
		clearTimeout(this.#timer);
		this.#timer = undefined;
	}
}
