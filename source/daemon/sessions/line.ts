import type {Slots} from '../queue/slots.js';
import type {Waiting} from './until-end.js';

/** Sessions that wait for a slot. */
export class Line {
	readonly #slots: Slots;
	readonly #standing = new Map<string, AbortController>();

	constructor(slots: Slots) {
		this.#slots = slots;
	}

	/** Resolves when it is the session's turn and nothing holds it back; rejects when it was called off. */
	async takeTurn({id, project}: {id: string; project: string}, {signal, hold}: Waiting): Promise<void> {
		const leave = new AbortController();
		this.#standing.set(id, leave);
		try {
			await this.#takeSlot({session: id, project, signal: AbortSignal.any([signal, leave.signal])}, hold);
		} finally {
			this.#standing.delete(id);
		}
	}

	callOff(id: string, reason: Error): void {
		this.#standing.get(id)?.abort(reason);
	}

	/** What was paused while it stood in line gives the slot to another. */
	async #takeSlot(wish: {session: string; project: string; signal: AbortSignal}, hold: Waiting['hold']): Promise<void> {
		for (;;) {
			await this.#slots.acquire(wish);
			const held = hold?.();
			if (held === undefined) {
				return;
			}

			this.#slots.release(wish.session);
			await held;
		}
	}
}
