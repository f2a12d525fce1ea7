import type {InputEvent} from './input/event.js';

// Milliseconds. A daemon that does not answer must not keep the floor from the person.
const patience = 2000;

const typed: ReadonlySet<InputEvent['type']> = new Set(['key', 'foreignKey', 'paste']);

/** Keeps what is typed while a dialog is on its way that it is meant for: it would go to the floor otherwise, or into an agent. */
export class AwaitedDialog {
	readonly #hear: (event: InputEvent) => void;
	readonly #kept: InputEvent[] = [];
	#awaited = 0;

	/** `hear`: who gets it, at once or later, in order. */
	constructor(hear: (event: InputEvent) => void) {
		this.#hear = hear;
	}

	hear(event: InputEvent): void {
		if (this.#awaited > 0 && typed.has(event.type)) {
			this.#kept.push(event);
		} else {
			this.#hear(event);
		}
	}

	/** Keeps it until the dialog is there, or cannot be. */
	async until(done: Promise<unknown>): Promise<void> {
		this.#awaited++;
		const {promise, resolve} = Promise.withResolvers<void>();
		const guard = setTimeout(resolve, patience);
		await Promise.race([promise, done.catch(() => {})]);
		clearTimeout(guard);
		this.#awaited--;
		// What one of them asks for may be awaited as well.
		while (this.#awaited === 0 && this.#kept.length > 0) {
			this.#hear(this.#kept.shift()!);
		}
	}
}
