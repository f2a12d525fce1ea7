import {mkdirSync, readdirSync, statSync, unlinkSync, writeFileSync} from 'node:fs';
import path from 'node:path';

// Milliseconds between two looks, and how old the sign of one that floods is at the most.
const lookTime = 500;
const fresh = 2000;
const stale = 60_000;

/** How many sessions flood at this time: each that does leaves a file in a folder that all know, and makes it anew as long as it does. */
export class Fellows {
	readonly #folder: string;
	readonly #name: string;
	#count = 1;
	#lookedAt = -Infinity;

	/** `socket` is the holder's: the folder is beside it. */
	constructor(socket: string) {
		this.#folder = path.join(path.dirname(socket), 'floods');
		this.#name = path.basename(socket);
	}

	/** This one floods now. Returns how many do, itself counted. */
	count(): number {
		const now = performance.now();
		if (now - this.#lookedAt < lookTime) {
			return this.#count;
		}

		this.#lookedAt = now;
		try {
			mkdirSync(this.#folder, {recursive: true, mode: 0o700});
			writeFileSync(path.join(this.#folder, this.#name), '');
			this.#count = this.#look();
		} catch {
			// A full disk, or no folder of sockets any more: it is alone then.
			this.#count = 1;
		}

		return this.#count;
	}

	#look(): number {
		let count = 0;
		for (const name of readdirSync(this.#folder)) {
			const file = path.join(this.#folder, name);
			const age = Date.now() - (statSync(file, {throwIfNoEntry: false})?.mtimeMs ?? 0);
			if (age < fresh) {
				count++;
			} else if (age > stale) {
				unlinkSync(file);
			}
		}

		return Math.max(1, count);
	}
}
