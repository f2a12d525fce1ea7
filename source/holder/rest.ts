import {readFileSync} from 'node:fs';
import os from 'node:os';

// Milliseconds between two looks at how the machine is, and of one that rests.
const window = 10;
const shortWindow = 3;
// Bytes a millisecond (megabytes a second times 1000) from which on it is a flood that nobody reads as it comes.
const flood = 300;
// Of a window, what may be spent waiting for a core.
const tolerable = 0.25;
// Sessions that flood, for each core: a few are served in turn by the system itself, and what else runs on the machine is not helped by a flood
// that rests alone.
const crowd = 2;
// Milliseconds for each session that floods; then each is shown once in that time, however many there are.
const share = 30;
const longest = 2000;
const shortest = 4;
// Milliseconds after a key in which its echo is not kept waiting by a rest.
const attention = 500;
// What a flood keeps busy: its program, the kernel between the two, and its holder. Where there are fewer cores than that it rests twice as long
// as it reads while the person types into another session.
const busyWith = 3;
const yielding = 2 * shortWindow;

/** What the other sessions do. */
export type Neighbours = {
	/** How many flood, with this one. */
	count(): number;
	/** Whether the person types into another one. */
	readonly isTyped: boolean;
};

/**
How long a flood rests, so that a machine with too little processor for all of them has some left for whoever types and looks. A
program whose output is not read waits. Nothing rests while there is a core for it, nor for a while after a key; where only few sessions flood they
rest only for who types into another one.
*/
export class Rest {
	readonly #waited: () => number | undefined;
	readonly #fellows: Neighbours;
	readonly #now: () => number;
	readonly #cores: number;
	#start: number;
	/** What had been waited at the start of the window; not looked up while there is little output, so that an echo does not wait for it. */
	#before: number | undefined;
	#bytes = 0;
	/** What the floods need for each other, in milliseconds. */
	#length = 0;
	#isYielding = false;
	#awakeUntil = 0;

	/**
	`waited` gives the milliseconds that this process has waited for a core so far, undefined where the system does not say; `fellows` are on so many
	`cores`.
	*/
	constructor({fellows, waited = waitedForCore, now = () => performance.now(), cores = os.availableParallelism()}: {fellows: Neighbours; waited?: () => number | undefined; now?: () => number; cores?: number}) {
		this.#waited = waited;
		this.#fellows = fellows;
		this.#now = now;
		this.#cores = cores;
		this.#start = now();
	}

	/** So many bytes were taken in. Returns the milliseconds to rest now; 0 for none. */
	after(bytes: number): number {
		this.#bytes += bytes;
		const now = this.#now();
		const wall = now - this.#start;
		if (wall < (this.#length > 0 || this.#isYielding ? shortWindow : window)) {
			return 0;
		}

		const isFlood = this.#bytes > flood * wall;
		if (now < this.#awakeUntil || (!isFlood && this.#length === 0)) {
			this.#length = 0;
			this.#isYielding = false;
			this.#start = now;
			this.#before = undefined;
			this.#bytes = 0;
			return 0;
		}

		const before = this.#before;
		this.begin();
		if (before === undefined || this.#before === undefined) {
			return 0;
		}

		const missed = this.#before - before;
		const fellows = isFlood || this.#length > 0 ? this.#fellows.count() : 0;
		this.#isYielding = isFlood && fellows * busyWith > this.#cores && this.#fellows.isTyped;
		if (missed / wall > tolerable && fellows > crowd * this.#cores) {
			// As long as it waited, for a start: where a hundred begin at once, each has little time to find out.
			const most = Math.min(longest, fellows * share);
			this.#length = isFlood || this.#length > 0 ? Math.min(most, Math.max(shortest, missed, this.#length * 2)) : 0;
		} else {
			this.#length = isFlood && this.#length >= shortest ? this.#length / 1.5 : 0;
		}

		return Math.max(this.#length, this.#isYielding ? yielding : 0);
	}

	/** A rest is over. */
	begin(): void {
		this.#start = this.#now();
		this.#before = this.#waited();
		this.#bytes = 0;
	}

	/** The person typed here. */
	wake(): void {
		this.#length = 0;
		this.#isYielding = false;
		this.#awakeUntil = this.#now() + attention;
	}
}

/** From the second figure of schedstat, in nanoseconds; Linux only. */
function waitedForCore(): number | undefined {
	try {
		return Number(readFileSync('/proc/self/schedstat', 'latin1').split(' ', 2)[1]) / 1e6;
	} catch {
		return undefined;
	}
}
