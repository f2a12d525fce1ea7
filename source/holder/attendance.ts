import type {Disposer} from '../base/emitter.js';
import type {Heeded, HolderEvent, Wish} from '../protocol/holder.js';
import {TokenBucket} from '../screen/token-bucket.js';
import type {HeldSession} from './held-session.js';

// More than a person takes in. A clipboard holds one text, so of those that come faster the last is told later.
const wishesAtOnce = 4;
const wishRate = 0.5;
const wishPause = 1000 / wishRate;

/** Tells one connection what the program wants of the person: that it rang, what it wishes. A program that never stops is told of a few times a second. */
export class Attendance {
	readonly #send: (event: HolderEvent) => void;
	readonly #bells = new TokenBucket({capacity: 3, rate: 3});
	readonly #wishes = new TokenBucket({capacity: wishesAtOnce, rate: wishRate});
	#seen: HeldSession | undefined;
	#late: Wish | undefined;
	#timer: NodeJS.Timeout | undefined;
	readonly #unlisten: Disposer[] = [];

	constructor(send: (event: HolderEvent) => void) {
		this.#send = send;
	}

	/** The connection is told of the bell. */
	hear({bell}: HeldSession): void {
		if (this.#unlisten.length === 0) {
			this.#unlisten.push(bell.on(() => {
				if (this.#bells.take(1)) {
					this.#send({type: 'bell'});
				}
			}));
		}
	}

	/** The connection is shown the screen: it is told of wishes too. */
	see(session: HeldSession): void {
		this.hear(session);
		this.#seen = session;
		if (this.#unlisten.length === 1) {
			this.#unlisten.push(
				session.wishes.on(wish => {
					// As it is when the wish comes: who is told of it late must not hear other than the rest, or nobody takes it.
					const isElsewhere = wish.kind === 'clipboard' && session.typist !== undefined && session.typist !== this;
					this.#tell(isElsewhere ? {...wish, elsewhere: true} : wish);
				}),
				session.heeded.on(({by, heeded}) => {
					this.#forget(by, heeded);
				}),
			);
		}
	}

	/** The person types here. */
	type(session: HeldSession): void {
		if (this.#seen !== undefined) {
			session.typist = this;
		}
	}

	/** The person has answered here. */
	heed({heeded: answered}: HeldSession, {number, trust}: Heeded): void {
		answered.emit({by: this, heeded: {number, ...(trust === undefined ? {} : {trust})}});
	}

	end(): void {
		clearTimeout(this.#timer);
		this.#timer = undefined;
		const [seen, late] = [this.#seen, this.#late];
		this.#late = undefined;
		this.#seen = undefined;
		for (const unlisten of this.#unlisten.splice(0)) {
			unlisten();
		}

		if (seen?.typist !== this) {
			return;
		}

		seen.typist = undefined;
		if (late?.kind === 'clipboard' && late.elsewhere === undefined) {
			// The others were told that it is for this one.
			seen.wishes.emit(late);
		}
	}

	#forget(by: object, heeded: Heeded): void {
		const late = this.#late;
		// What is trusted by that goes to this clipboard too, unless the person types at another.
		const isTrusted = by !== this && heeded.trust === 'always';
		if (late?.kind === 'clipboard' && late.number! <= heeded.number && (!isTrusted || late.elsewhere === true)) {
			this.#late = undefined;
		}

		if (by !== this) {
			this.#send({type: 'heeded', ...heeded});
		}
	}

	#tell(wish: Wish): void {
		if (this.#timer === undefined && this.#wishes.take(1)) {
			this.#send({type: 'wish', ...wish});
			return;
		}

		if (wish.kind !== 'clipboard') {
			return;
		}

		this.#late = wish;
		this.#timer ??= setTimeout(() => {
			this.#timer = undefined;
			const late = this.#late;
			this.#late = undefined;
			if (late !== undefined) {
				this.#tell(late);
			}
		}, wishPause);
	}
}
