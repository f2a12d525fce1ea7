import type {Emitter} from '../../base/emitter.js';

/** Who can be written to, and says when it can be again. */
type Outlet = {readonly busy: boolean; readonly free: Emitter<void>};

// 60 pictures a second: what an eye can follow, and what keeps a flood of output from costing more than that.
const frameTime = 16;

/**
Decides when a picture is drawn: at once for what the person waits for, at most 60 times a second for the rest, and never while the
one before is still on its way. Nothing runs when nothing is asked for.
*/
export class Pacer {
	readonly #paint: () => void;
	readonly #outlet: Outlet;
	#last = 0;
	#state: 'idle' | 'later' | 'next' | 'blocked' = 'idle';
	#timer: NodeJS.Timeout | undefined;
	readonly #dispose: () => void;

	constructor(outlet: Outlet, paint: () => void) {
		this.#outlet = outlet;
		this.#paint = paint;
		this.#dispose = outlet.free.on(() => {
			if (this.#state === 'blocked') {
				this.#run();
			}
		});
	}

	request(urgency: 'now' | 'soon'): void {
		if (this.#state === 'next' || this.#state === 'blocked' || (this.#state === 'later' && urgency === 'soon')) {
			return;
		}

		clearTimeout(this.#timer);
		const wait = urgency === 'now' ? 0 : frameTime - (performance.now() - this.#last);
		if (wait <= 0) {
			this.#state = 'next';
			// Whatever else this turn brings goes into the same picture.
			queueMicrotask(() => {
				this.#run();
			});
			return;
		}

		this.#state = 'later';
		this.#timer = setTimeout(() => {
			this.#run();
		}, wait);
	}

	stop(): void {
		clearTimeout(this.#timer);
		this.#dispose();
		this.#state = 'blocked';
	}

	#run(): void {
		if (this.#outlet.busy) {
			this.#state = 'blocked';
			return;
		}

		this.#state = 'idle';
		this.#last = performance.now();
		this.#paint();
	}
}
