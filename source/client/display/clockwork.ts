import type {ClientModel} from '../floor/model.js';
import {untilNextChange} from '../floor/next-change.js';

// Alone, or with others that read differently a little later: all of them change in one picture, at most once a second.
const second = 1000;
const minute = 60_000;

/**
Milliseconds until the next tick, when something on the screen reads differently in `wait` milliseconds. Aligned to the clock, so
that times that run beside each other share their ticks.
*/
export const untilTick = (wait: number, now: number): number => {
	const step = wait <= second ? second : minute;
	return step - (now % step);
};

/** Calls `tick` when a time on the screen has to change, and not at all while none does. */
export class Clockwork {
	readonly #tick: (now: number) => void;
	#timer: NodeJS.Timeout | undefined;

	constructor(tick: (now: number) => void) {
		this.#tick = tick;
	}

	follow(model: ClientModel): void {
		clearTimeout(this.#timer);
		const wait = untilNextChange(model);
		if (wait !== undefined) {
			this.#timer = setTimeout(() => {
				this.#tick(Date.now());
			}, untilTick(wait, Date.now()));
		}
	}

	stop(): void {
		clearTimeout(this.#timer);
	}
}
