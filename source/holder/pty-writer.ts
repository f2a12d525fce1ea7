import {writeSync} from 'node:fs';
import {Buffer} from 'node:buffer';

type Task = {bytes: Uint8Array; offset: number; done: () => void};

// Between tries at a terminal whose program does not read: doubled each time, so that a stuck program costs two wake-ups a second at most.
const firstWait = 2;
const longestWait = 500;
// A program that reads nothing while a person or a paste types on: what is more is dropped, as a terminal's own queue does.
const queueLimit = 32 * 1024 * 1024;

/** Writes to a terminal that does not block, in order. The file descriptor stays the caller's. */
export class PtyWriter {
	readonly #fd: number;
	#tasks: Task[] = [];
	#queued = 0;
	#wait = firstWait;
	#timer: NodeJS.Timeout | undefined;
	#closed = false;

	constructor(fd: number) {
		this.#fd = fd;
	}

	/** Resolves when all of it was taken, or the terminal was closed. */
	async write(bytes: Uint8Array): Promise<void> {
		if (this.#closed || bytes.length === 0 || this.#queued > queueLimit) {
			return;
		}

		const {promise, resolve} = Promise.withResolvers<void>();
		this.#tasks.push({bytes, offset: 0, done: resolve});
		this.#queued += bytes.length;
		if (this.#tasks.length === 1) {
			this.#flush();
		}

		return promise;
	}

	/** The program did something: it may have made room. Whether anything waited for that. */
	nudge(): boolean {
		if (this.#timer === undefined) {
			return false;
		}

		this.#flush();
		return true;
	}

	close(): void {
		this.#closed = true;
		this.#forget();
	}

	#flush(): void {
		clearTimeout(this.#timer);
		this.#timer = undefined;
		try {
			for (let task = this.#tasks[0]; task !== undefined && !this.#closed; task = this.#tasks[0]) {
				const written = writeSync(this.#fd, Buffer.from(task.bytes.buffer, task.bytes.byteOffset, task.bytes.length), task.offset);
				task.offset += written;
				this.#queued -= written;
				this.#wait = firstWait;
				if (task.offset !== task.bytes.length) {
					continue;
				}

				this.#tasks.shift();
				task.done();
			}
		} catch (error) {
			if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') {
				// The terminal was hung up: nobody will read it.
				this.#forget();
				return;
			}

			this.#timer = setTimeout(() => {
				this.#flush();
			}, this.#wait);
			this.#wait = Math.min(longestWait, this.#wait * 2);
		}
	}

	#forget(): void {
		clearTimeout(this.#timer);
		const tasks = this.#tasks;
		this.#tasks = [];
		this.#queued = 0;
		for (const {done} of tasks) {
			done();
		}
	}
}
