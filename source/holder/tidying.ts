// Bytes of output after which there is something to tidy up, and how long it must have been quiet.
const worth = 262_144;
const quiet = 4000;

/**
Says when memory is to be given back: when a program has printed much and then nothing for a while: by itself the engine of Node keeps what a flood
has taken, which is more than the history that it left, for the next one. After that nothing wakes until there is output again.
*/
export class Tidying {
	readonly #tidyUp: () => void;
	readonly #quiet: number;
	/** Counted as worth it from the start, whose garbage is the largest. */
	#bytes = worth;
	#last = 0;
	#timer: NodeJS.Timeout | undefined;

	/** `quietTime` in milliseconds. */
	constructor(tidyUp: () => void, quietTime = quiet) {
		this.#tidyUp = tidyUp;
		this.#quiet = quietTime;
	}

	/** Whether it waits for quiet. */
	get isDue(): boolean {
		return this.#timer !== undefined;
	}

	/** So many bytes came. */
	after(bytes: number): void {
		this.#bytes += bytes;
		this.#last = performance.now();
		if (this.#timer === undefined && this.#bytes >= worth) {
			this.#wait(this.#quiet);
		}
	}

	end(): void {
		clearTimeout(this.#timer);
		this.#timer = undefined;
	}

	#wait(time: number): void {
		this.#timer = setTimeout(() => {
			this.#look();
		}, time);
	}

	#look(): void {
		const left = this.#last + this.#quiet - performance.now();
		if (left > 0) {
			this.#wait(left);
			return;
		}

		this.#timer = undefined;
		this.#bytes = 0;
		this.#tidyUp();
	}
}
