import type {Emitter} from '../../base/emitter.js';
import {Lull} from './lull.js';

/** Who can be written to, and says when it can be again. `full` is for what the person waits for. */
type Outlet = {readonly busy: boolean; readonly full: boolean; readonly free: Emitter<void>};

/** `now`: the person waits for it. `soon`: they look at it. `later`: it is beside what they look at. */
export type Urgency = 'now' | 'soon' | 'later';

/** Whether everything was drawn, or only what was waited for: that does not put off the rest. And how much what is left is wanted. */
export type Painted = {isWhole: boolean; left?: Urgency | undefined};

/*
Milliseconds between two pictures. 60 a second are what an eye can follow, and 30 are enough beside what it follows (by 33 they would be 29); of a terminal that
says that the person is elsewhere (it lost the focus) ten are.
*/
const waits = {now: 0, soon: 16, later: 32} as const;
const unattendedWait = 100;
// A picture that was drawn late does not put off the next one, up to this part of the time between two: timers come a millisecond or two late,
// on a busy machine more, and 30 pictures a second would be 28.
const madeUp = 0.25;
const ranks = {now: 2, soon: 1, later: 0} as const;

/**
Decides when a picture is drawn: at once for what the person waits for, at most 60 times a second for the rest, and never while the
one before is still on its way. Nothing runs when nothing is asked for.
*/
export class Pacer {
	/** Whether the person is elsewhere. */
	isUnattended = false;
	/** Is to be told of keys and of echoes: what is beside them is drawn between. */
	readonly lull = new Lull();
	readonly #paint: (urgency: Urgency) => Painted;
	readonly #outlet: Outlet;
	/** When the last whole picture was due. */
	#last = 0;
	/** When the next picture is due, and how much so; undefined when none was asked for. */
	#next: {at: number; urgency: Urgency} | undefined;
	/** Since when a picture waits for a lull, whatever else is drawn meanwhile. */
	#owedSince: number | undefined;
	#timer: NodeJS.Timeout | undefined;
	#isStopped = false;
	readonly #dispose: () => void;

	constructor(outlet: Outlet, paint: (urgency: Urgency) => Painted) {
		this.#outlet = outlet;
		this.#paint = paint;
		this.#dispose = outlet.free.on(() => {
			if (this.#next !== undefined && this.#next.at <= performance.now()) {
				this.#begin();
			}
		});
	}

	request(urgency: Urgency): void {
		if (this.#isStopped || (this.#next !== undefined && ranks[this.#next.urgency] >= ranks[urgency])) {
			return;
		}

		const now = performance.now();
		const wait = this.#wait(urgency);
		const at = urgency === 'now' ? now : Math.max(now, this.#last + wait);
		clearTimeout(this.#timer);
		this.#next = {at, urgency};
		if (at > now) {
			this.#timer = setTimeout(() => {
				this.#begin();
			}, at - now);
			return;
		}

		// Whatever else this turn brings goes into the same picture.
		queueMicrotask(() => {
			this.#begin();
		});
	}

	#wait(urgency: Urgency): number {
		return urgency !== 'now' && this.isUnattended ? unattendedWait : waits[urgency];
	}

	stop(): void {
		clearTimeout(this.#timer);
		this.lull.stop();
		this.#dispose();
		this.#isStopped = true;
		this.#next = undefined;
	}

	/** What is beside an echo waits for that. */
	#begin(): void {
		const next = this.#next;
		if (next?.urgency !== 'later') {
			this.#run();
			return;
		}

		this.#owedSince ??= performance.now();
		this.lull.wait('picture', () => {
			// What was asked for meanwhile has a time of its own.
			if (this.#next === next) {
				this.#run();
			}
		});
	}

	/** When the outlet cannot take it now, `free` comes here again. */
	#run(): void {
		const next = this.#next;
		if (next === undefined) {
			return;
		}

		if (next.urgency === 'now' ? this.#outlet.full : this.#outlet.busy) {
			// Its timer may have come early, and does not come again: from now on `free` alone is waited for.
			next.at = Math.min(next.at, performance.now());
			return;
		}

		clearTimeout(this.#timer);
		this.#next = undefined;
		const now = performance.now();
		const {isWhole, left} = this.#paint(next.urgency);
		if (isWhole) {
			// A lull that was waited for puts the next one off no more than lateness does: pictures beside the keys are somewhat late and not fewer.
			const owed = this.#owedSince;
			this.#last = Math.max(Math.min(next.at, owed ?? next.at), (owed ?? now) - (this.#wait(next.urgency) * madeUp));
			this.#owedSince = undefined;
		}

		if (left !== undefined) {
			this.request(left);
		}
	}
}
