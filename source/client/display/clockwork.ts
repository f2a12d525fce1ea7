import type {ClientModel, Message} from '../floor/model.js';
import {untilNextChange} from '../floor/next-change.js';

// Alone, or with others that read differently a little later: all of them change in one picture.
const second = 1000;
const grid = 10_000;

/**
Milliseconds until the next tick, when something on the screen reads differently in `wait` milliseconds: then, or up to ten seconds later where
minutes are shown. Aligned to the clock, so that times that run beside each other share their ticks.
*/
export const untilTick = (wait: number, now: number): number => {
	const step = wait <= second ? second : grid;
	return (Math.ceil((now + wait) / step) * step) - now;
};

/** The same when it reads differently at `due`, both in Unix milliseconds: however often it is asked meanwhile, and whoever presses keys all the time, the tick comes when it had to. */
export const untilDue = (due: number, now: number): number => untilTick(Math.max(0, due - now), now);

// Long enough to read a line twice, and where something went wrong, to look up from elsewhere and read it.
const messageTime: Record<Message['level'], number> = {info: 8000, good: 8000, warn: 30_000, bad: 30_000};

/** Calls `tick` when a time on the screen has to change, and not at all while none does; and `fade` when what was said has been there long enough. */
export class Clockwork {
	readonly #calls: {tick: (now: number) => void; fade: (message: Message) => void};
	#timer: NodeJS.Timeout | undefined;
	#message: Message | undefined;
	#fading: NodeJS.Timeout | undefined;

	constructor(calls: {tick: (now: number) => void; fade: (message: Message) => void}) {
		this.#calls = calls;
	}

	follow(model: ClientModel): void {
		this.#followMessage(model.ui.message);
		clearTimeout(this.#timer);
		const wait = untilNextChange(model);
		if (wait === undefined) {
			return;
		}

		this.#timer = setTimeout(() => {
			this.#calls.tick(Date.now());
		}, untilDue(Math.min(model.now, Date.now()) + wait, Date.now()));
	}

	stop(): void {
		clearTimeout(this.#timer);
		clearTimeout(this.#fading);
	}

	#followMessage(message: Message | undefined): void {
		if (message === this.#message) {
			return;
		}

		clearTimeout(this.#fading);
		this.#message = message;
		if (message !== undefined) {
			this.#fading = setTimeout(() => {
				this.#calls.fade(message);
			}, messageTime[message.level]);
		}
	}
}
