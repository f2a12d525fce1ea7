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
					this.#tell(wish);
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
		this.#late = undefined;
		if (this.#seen?.typist === this) {
			this.#seen.typist = undefined;
		}

		this.#seen = undefined;
		for (const unlisten of this.#unlisten.splice(0)) {
			unlisten();
		}
	}

	#forget(by: object, heeded: Heeded): void {
		if (this.#late?.kind === 'clipboard' && this.#late.number! <= heeded.number) {
			this.#late = undefined;
		}

		if (by !== this) {
			this.#send({type: 'heeded', ...heeded});
		}
	}

	/** Whether the person types at another one. */
	get #isElsewhere(): boolean {
		const typist = this.#seen?.typist;
		return typist !== undefined && typist !== this;
	}

	#tell(wish: Wish): void {
		if (this.#timer === undefined && this.#wishes.take(1)) {
			this.#send({type: 'wish', ...wish, ...(wish.kind === 'clipboard' && this.#isElsewhere ? {elsewhere: true} : {})});
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
