import {mkdirSync, readdirSync, statSync, unlinkSync, writeFileSync} from 'node:fs';
import path from 'node:path';

// Milliseconds between two looks, and how old the sign of one that floods is at the most.
const lookTime = 500;
// The same of the sign that the person types, and how long after a key it is made: its echo comes first.
const typedTime = 200;
const typedFresh = 1000;
const behindEcho = 5;
const fresh = 2000;
const stale = 60_000;

/**
What the other sessions do at this time. How many flood: each that does leaves a file in a folder that all know, and makes it anew as long as it does.
And whether the person types into one: that leaves another file.
*/
export class Fellows {
	readonly #folder: string;
	readonly #name: string;
	readonly #typed: string;
	#count = 1;
	#lookedAt = -Infinity;
	#typedAt = -Infinity;
	/** Unix milliseconds of the sign that was made here last. */
	#own = 0;

	/** `socket` is the holder's: the folder is beside it. */
	constructor(socket: string) {
		this.#folder = path.join(path.dirname(socket), 'floods');
		this.#name = path.basename(socket);
		this.#typed = path.join(path.dirname(socket), 'typed');
	}

	/** The person types into this one; the others learn of it. */
	type(): void {
		const now = performance.now();
		if (now - this.#typedAt < typedTime) {
			return;
		}

		this.#typedAt = now;
		setTimeout(() => {
			try {
				writeFileSync(this.#typed, '', {mode: 0o600});
				this.#own = Date.now();
			} catch {
				// A full disk, or no folder of sockets any more: floods go on as they are.
			}
		}, behindEcho).unref();
	}

	/** Whether the person has typed in the last second, and not into this one since. */
	get isTyped(): boolean {
		try {
			const time = statSync(this.#typed, {throwIfNoEntry: false})?.mtimeMs ?? 0;
			return time > this.#own && Math.abs(Date.now() - time) < typedFresh;
		} catch {
			return false;
		}
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
