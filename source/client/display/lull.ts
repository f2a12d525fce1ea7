// Milliseconds after a key in which another is likely: who types slowly needs a third of a second for one.
const typingTime = 300;
// Nothing waits longer than this: of what does not answer keys there is no echo. A clock that stands still for longer is noticed; a picture
// that waits has to be drawn before the next one is due.
const longest = {chrome: 250, picture: 24} as const;

type Kind = keyof typeof longest;

/**
Finds the moment for what nobody waits for. While the person types that is behind an echo: the next key is then furthest away, and would
else wait for as long as it takes. While they do not it is at once.
*/
export class Lull {
	readonly #now: () => number;
	#typedAt = -Infinity;
	readonly #waiting = new Map<Kind, {work: () => void; timer: NodeJS.Timeout}>();

	constructor(now = () => performance.now()) {
		this.#now = now;
	}

	/** A key was pressed. */
	typed(): void {
		this.#typedAt = this.#now();
	}

	/** What a key changed has been drawn. */
	echoed(): void {
		for (const kind of this.#waiting.keys()) {
			this.#do(kind);
		}
	}

	/** Does this in the next such moment; of several of a kind the last. */
	wait(kind: Kind, work: () => void): void {
		if (this.#now() - this.#typedAt > typingTime) {
			work();
			return;
		}

		const timer = this.#waiting.get(kind)?.timer ?? setTimeout(() => {
			this.#do(kind);
		}, longest[kind]);
		this.#waiting.set(kind, {work, timer});
	}

	stop(): void {
		for (const {timer} of this.#waiting.values()) {
			clearTimeout(timer);
		}

		this.#waiting.clear();
	}

	#do(kind: Kind): void {
		const {work, timer} = this.#waiting.get(kind)!;
		this.#waiting.delete(kind);
		clearTimeout(timer);
		work();
	}
}
