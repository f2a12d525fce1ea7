import {encodeScreenUpdate} from '../protocol/screen-update.js';
import {buildUpdate} from '../screen/build-update.js';
import type {ScreenEngine} from '../screen/engine.js';
import {PictureRate} from './picture-rate.js';

// Milliseconds that are not worth a timer: those of Node come so much too early and late.
const tick = 1;
// What a key changes comes within this time, and in so many pieces at most: an echo, and what a program draws in answer.
const answerTime = 100;
const answers = 3;
// A program that begins a frame (mode 2026) and never ends it is shown nonetheless.
const holdTime = 100;

/** Somebody who is shown the screen. */
export type Subscriber = {
	/** The newest revision that was sent. */
	sent: number;
	/** Whether an update was sent that is not acknowledged yet. */
	isBusy: boolean;
	show(update: Uint8Array): void;
};

/**
Sends each subscriber what changed since what it has. One update is in flight a subscriber; what changes meanwhile waits in
the grid and not in a queue, so a slow one sees fewer frames and never an older one. The first change after a quiet moment
goes at once, because it is the echo of a key.
*/
export class Publisher {
	readonly #engine: ScreenEngine;
	readonly #subscribers = new Set<Subscriber>();
	readonly #rate = new PictureRate();
	#lastFrame = 0;
	/** Milliseconds that the last picture took. */
	#cost = 0;
	/** Whether anything may have changed since the engine was looked at. */
	#isDue = false;
	/** Pictures that the person waits for, and until when. */
	#awaited = 0;
	#awaitedUntil = 0;
	#heldSince: number | undefined;
	#heldFrame = 0;
	#timer: NodeJS.Timeout | undefined;
	#looksAt = 0;

	constructor(engine: ScreenEngine) {
		this.#engine = engine;
	}

	/** Whether anybody looks. */
	get isShown(): boolean {
		return this.#subscribers.size > 0;
	}

	/** It is shown the screen at once, or the frame that has begun as soon as that is whole. */
	add(subscriber: Subscriber): void {
		this.#subscribers.add(subscriber);
		const now = performance.now();
		// As near to its end as a timer may come, it is shown: those who wait for it are, too.
		if (this.#heldUntil(now) - now >= tick) {
			this.#schedule();
		} else {
			this.#publish();
		}
	}

	remove(subscriber: Subscriber): void {
		this.#subscribers.delete(subscriber);
	}

	/** An update was drawn: the next may come. */
	acknowledge(subscriber: Subscriber): void {
		subscriber.isBusy = false;
		if (this.#isDue || subscriber.sent !== this.#engine.revision) {
			this.#schedule();
		}
	}

	/** A key was pressed: what comes of it goes at once, however fast the person types. */
	expect(): void {
		this.#awaited = answers;
		this.#awaitedUntil = performance.now() + answerTime;
	}

	/** Bytes went into the engine, or it was resized. */
	changed(): void {
		this.#isDue = true;
		this.#rate.came(performance.now());
		if (this.#subscribers.size > 0) {
			this.#schedule();
		}
	}

	#schedule(): void {
		const now = performance.now();
		const isWatched = now < this.#awaitedUntil;
		const due = Math.max(
			isWatched && this.#awaited > 0 ? now : this.#lastFrame + (isWatched ? this.#rate.awaited(this.#cost) : this.#rate.between(now, this.#cost)),
			this.#heldUntil(now),
		);
		if (due - now < tick) {
			this.#publish();
		} else {
			this.#lookAt(Math.min(due, now + this.#rate.usual), now);
		}
	}

	/** When the screen may be shown: at this time, or when a frame that has begun took too long to end. */
	#heldUntil(now: number): number {
		const {frames, holdsBack} = this.#engine;
		// Another frame than the one that was held last is held since now.
		this.#heldSince = holdsBack ? (frames === this.#heldFrame ? this.#heldSince : undefined) ?? now : undefined;
		this.#heldFrame = frames;
		return this.#heldSince === undefined ? now : this.#heldSince + holdTime;
	}

	/** Looks at that time again what is due; a timer that runs until then is kept, as a flood asks for one at each of its pieces. */
	#lookAt(time: number, now: number): void {
		if (this.#timer !== undefined && this.#looksAt < time + tick) {
			return;
		}

		clearTimeout(this.#timer);
		this.#looksAt = time;
		this.#timer = setTimeout(() => {
			this.#timer = undefined;
			this.#schedule();
		}, time - now);
	}

	#publish(): void {
		clearTimeout(this.#timer);
		this.#timer = undefined;
		const waiting = this.#subscribers.values().filter(({isBusy}) => !isBusy).toArray();
		if (waiting.length === 0) {
			return;
		}

		const start = performance.now();
		const revision = this.#engine.refresh();
		this.#isDue = false;
		const encoded = new Map<number, Uint8Array>();
		for (const subscriber of waiting) {
			if (subscriber.sent === revision) {
				continue;
			}

			// A revision that never was came from another life of the session: that subscriber gets everything.
			const base = subscriber.sent > revision ? 0 : subscriber.sent;
			const update = encoded.get(base) ?? encodeScreenUpdate(buildUpdate(this.#engine, base));
			encoded.set(base, update);
			subscriber.sent = revision;
			subscriber.isBusy = true;
			this.#lastFrame = performance.now();
			this.#awaited--;
			subscriber.show(update);
		}

		this.#cost = performance.now() - start;
		this.#rate.drew(this.#cost);
	}
}
