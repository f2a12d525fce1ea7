// As kitty has it; what is pushed beyond pushes the oldest out.
const depth = 8;
const known = 31;

/** The flags of the kitty keyboard protocol that are set on one screen, and those that were pushed below them. */
export class KeyboardFlags {
	current = 0;
	readonly #stack: number[] = [];

	/** `CSI = flags ; mode u`: 1 sets all, 2 adds, 3 takes away. */
	set(flags: number, mode: number): void {
		const wanted = flags & known;
		switch (mode) {
			case 1: {
				this.current = wanted;

				break;
			}

			case 2: {
				this.current |= wanted;

				break;
			}

			case 3: {
				this.current &= ~wanted;

				break;
			}
		// No default
		}
	}

	/** `CSI > flags u` */
	push(flags: number): void {
		this.#stack.push(this.current);
		if (this.#stack.length > depth) {
			this.#stack.shift();
		}

		this.current = flags & known;
	}

	/** `CSI < count u` */
	pop(count: number): void {
		for (let step = 0; step < Math.min(count, depth + 1); step++) {
			this.current = this.#stack.pop() ?? 0;
		}
	}

	reset(): void {
		this.current = 0;
		this.#stack.length = 0;
	}
}
