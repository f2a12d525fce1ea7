/** Something that can be let go of; calling it twice is harmless. */
export type Disposer = () => void;

/**
A typed event source: the smallest thing that several rooms share.

A listener that throws does not keep the others from hearing; its error is thrown again on a later turn, so that it is
seen and not swallowed.
*/
export class Emitter<Event> {
	readonly #listeners = new Set<(event: Event) => void>();

	get size(): number {
		return this.#listeners.size;
	}

	on(listener: (event: Event) => void): Disposer {
		// A wrapper, so that the same function may listen twice and each be let go of alone.
		const own = (event: Event) => {
			listener(event);
		};

		this.#listeners.add(own);
		return () => {
			this.#listeners.delete(own);
		};
	}

	once(listener: (event: Event) => void): Disposer {
		const dispose = this.on(event => {
			dispose();
			listener(event);
		});
		return dispose;
	}

	emit(event: Event): void {
		for (const listener of this.#listeners) {
			try {
				listener(event);
			} catch (error) {
				queueMicrotask(() => {
					throw error;
				});
			}
		}
	}
}
