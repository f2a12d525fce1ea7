// An echo changes one row, or two where the line before it wraps. What changes more is drawn as a whole picture.
const rowLimit = 3;

/** The rows of a screen that have changed since it was last drawn, and how far that went. */
export class Damage {
	#rows: Set<number> | 'all' = 'all';
	#drawn = 0;
	#told = 0;

	add(rows: readonly number[]): void {
		if (this.#rows === 'all') {
			return;
		}

		for (const row of rows) {
			this.#rows.add(row);
		}

		if (this.#rows.size > rowLimit) {
			this.#rows = 'all';
		}
	}

	addAll(): void {
		this.#rows = 'all';
	}

	/** The few rows that have changed; undefined when they are many, or something else than rows has. */
	get few(): readonly number[] | undefined {
		return this.#rows === 'all' ? undefined : [...this.#rows];
	}

	/** This revision of it is in the picture. */
	draw(revision: number): void {
		this.#rows = new Set();
		this.#drawn = revision;
	}

	/** The picture has reached the terminal: `acknowledge` is told which revision was drawn, once. */
	tell(acknowledge: (revision: number) => void): void {
		if (this.#drawn === this.#told) {
			return;
		}

		this.#told = this.#drawn;
		acknowledge(this.#drawn);
	}
}
