import {readSync} from 'node:fs';
import tty from 'node:tty';
import {Pace} from './pace.js';

// What one read of a terminal gives at the most, and how much is read at once: more would keep keys and requests waiting behind a flood.
const full = 4095;
const room = 20_480;

/** Reads a terminal that does not block into one buffer that is used again. Closes it in the end. */
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

	/** `isShown` says whether anybody looks. `take` is given what was read; it is good until that returns. */
	constructor(fd: number, isShown: () => boolean, take: (bytes: Uint8Array) => void) {
		this.#pace = new Pace(isShown);
		this.#fd = fd;
		this.#take = take;
		this.#stream = new tty.ReadStream(fd, {
			onread: {
				buffer: this.#buffer,
				callback: count => {
					this.#settle(this.#deliver(this.#fill(count, count)));
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

	/** Reads at once what is there, `most` bytes or a little more. */
	drain(most: number): void {
		for (let total = 0, count = 1; count > 0 && total < most && !this.#stream.destroyed; total += count) {
			count = this.#deliver(this.#fill(0, full));
		}
	}

	destroy(): void {
		this.#stopGathering();
		this.#stream.destroy();
	}

	/** All that has gathered, as long as it is taken. */
	#collect(): void {
		let [total, count] = [0, 0];
		do {
			count = this.#deliver(this.#fill(0, full));
			total += count;
		} while (count + full > room && !this.#isPaused && !this.#stream.destroyed);

		this.#settle(total);
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
			this.#collect();
		}, wait);
	}

	#stopGathering(): void {
		clearTimeout(this.#timer);
		this.#timer = undefined;
		this.#isGathering = false;
		this.#pace.asItComes();
	}

	/** Reads on behind the first `count` bytes while reads are full, the last of which gave so many. Returns how many bytes there are. */
	#fill(count: number, last: number): number {
		let [length, given] = [count, last];
		while (given >= full && length + full <= room) {
			given = this.#read(length);
			length += given;
		}

		return length;
	}

	#read(at: number): number {
		try {
			return readSync(this.#fd, this.#buffer, at, room - at, null);
		} catch {
			// EAGAIN: there is no more. What else it may be the stream tells.
			return 0;
		}
	}
}
