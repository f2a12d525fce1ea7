import {readSync} from 'node:fs';
import tty from 'node:tty';
import {Pace} from './pace.js';

// What one read of a terminal mostly gives at the most. Where the system fetches more meanwhile it gives more; a read that filled all of the
// room would be followed by another in the same turn, whatever that takes.
const full = 4095;
const room = 20_480;
// Bytes and milliseconds of one turn: more would keep keys and requests waiting behind a flood.
const most = 20_480;
const turnTime = 2;
// More than the system keeps of what was printed and not read.
const kept = 131_072;
// Milliseconds for which a program is read as it comes that had printed more than a turn takes in.
const caution = 1000;

/**
Reads a terminal that does not block into one buffer that is used again. Closes it in the end. What one read gave is taken before the next
one: meanwhile the system fetches what that gives, for which a read right behind would have to wait.
*/
export class PtyReader {
	readonly #fd: number;
	readonly #take: (bytes: Uint8Array) => void;
	readonly #buffer = new Uint8Array(room);
	readonly #pace: Pace;
	readonly #stream: tty.ReadStream;
	#timer: NodeJS.Timeout | undefined;
	#wait = 0;
	/** Whether `#timer` runs, and not the stream. */
	#isGathering = false;
	#isPaused = false;
	/** Whether there was more than the last turn took. */
	#isMore = false;

	/** `isShown` says whether anybody looks. `take` is given what was read; it is good until that returns. */
	constructor(fd: number, isShown: () => boolean, take: (bytes: Uint8Array) => void) {
		this.#pace = new Pace(isShown);
		this.#fd = fd;
		this.#take = take;
		this.#stream = new tty.ReadStream(fd, {
			onread: {
				buffer: this.#buffer,
				callback: count => {
					this.#settle(this.#readOn(count, most));
					return true;
				},
			},
		});
		this.#stream.on('error', () => {
			// EIO: the terminal was hung up. What the program ended with is told by its exit.
		});
		this.#stream.resume();
	}

	/** Lets the program wait with its output. */
	pause(): void {
		this.#isPaused = true;
		this.#stopGathering();
		this.#stream.pause();
	}

	resume(): void {
		if (!this.#isPaused) {
			return;
		}

		this.#isPaused = false;
		this.#stream.resume();
	}

	/** Something was written to the program, and its answer is waited for: so long it is read as it comes. */
	attend(time?: number): void {
		this.#pace.attend(time);
		if (!this.#isGathering) {
			return;
		}

		this.#stopGathering();
		this.#stream.resume();
	}

	/** Reads at once what is there, `limit` bytes or a little more. */
	drain(limit: number): void {
		for (let total = 0, count = 1; count > 0 && total < limit && !this.#stream.destroyed; total += count) {
			count = this.#deliver(this.#read());
		}
	}

	destroy(): void {
		this.#stopGathering();
		this.#stream.destroy();
	}

	/** So many bytes were read: takes them, and reads on while reads are full. Returns how many bytes it was. */
	#readOn(first: number, limit: number): number {
		const start = performance.now();
		let [total, count] = [this.#deliver(first), first];
		while (count >= full && total < limit && !this.#isPaused && !this.#stream.destroyed && performance.now() - start < turnTime) {
			count = this.#deliver(this.#read());
			total += count;
		}

		this.#isMore = count >= full;
		return total;
	}

	#deliver(count: number): number {
		if (count > 0) {
			this.#take(this.#buffer.subarray(0, count));
		}

		return count;
	}

	/** So many bytes were read: when to read again. */
	#settle(count: number): void {
		if (this.#isPaused || this.#stream.destroyed) {
			return;
		}

		const wait = this.#pace.after(count);
		if (wait > 0) {
			this.#gather(wait);
		} else if (this.#isGathering) {
			this.#stopGathering();
			this.#stream.resume();
		}
	}

	#gather(wait: number): void {
		if (!this.#isGathering) {
			this.#isGathering = true;
			this.#stream.pause();
		}

		// The same one again, as long as the wait is the same.
		if (this.#timer !== undefined && wait === this.#wait) {
			this.#timer.refresh();
			return;
		}

		clearTimeout(this.#timer);
		this.#wait = wait;
		this.#timer = setTimeout(() => {
			// All that has gathered.
			this.#settle(this.#readOn(this.#read(), kept));
			if (this.#isMore && !this.#isPaused && !this.#stream.destroyed) {
				// It must not be kept waiting for what it prints next.
				this.attend(caution);
			}
		}, wait);
	}

	#stopGathering(): void {
		clearTimeout(this.#timer);
		this.#timer = undefined;
		this.#isGathering = false;
		this.#pace.asItComes();
	}

	#read(): number {
		try {
			return readSync(this.#fd, this.#buffer, 0, room, null);
		} catch {
			// EAGAIN: there is no more. What else it may be the stream tells.
			return 0;
		}
	}
}
