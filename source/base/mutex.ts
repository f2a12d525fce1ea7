/** One at a time, in the order they came. What one throws is its own caller's and does not stop the next. */
export class Mutex {
	#tail: Promise<void> = Promise.resolve();
	#waiting = 0;

	/** Those that run or wait. */
	get size(): number {
		return this.#waiting;
	}

	async run<T>(work: () => Promise<T> | T): Promise<T> {
		this.#waiting++;
		const before = this.#tail;
		const {promise, resolve} = Promise.withResolvers<void>();
		this.#tail = promise;
		await before;
		try {
			return await work();
		} finally {
			this.#waiting--;
			resolve();
		}
	}
}

/** One at a time for each key, e.g. for each repository. A key that nobody waits for costs nothing. */
export class KeyedMutex {
	readonly #mutexes = new Map<string, Mutex>();

	async run<T>(key: string, work: () => Promise<T> | T): Promise<T> {
		let mutex = this.#mutexes.get(key);
		if (mutex === undefined) {
			mutex = new Mutex();
			this.#mutexes.set(key, mutex);
		}

		try {
			return await mutex.run(work);
		} finally {
			if (mutex.size === 0 && this.#mutexes.get(key) === mutex) {
				this.#mutexes.delete(key);
			}
		}
	}
}
