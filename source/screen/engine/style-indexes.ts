/** Of each style: its index in the table of the block that is being filled. One for all blocks of a history, as only one of them is filled. */
export class StyleIndexes {
	#turn = 1;
	#turns = new Uint32Array(256);
	#indexes = new Uint32Array(256);

	/** 0 for one that the block does not have. */
	get(style: number): number {
		return this.#turns[style] === this.#turn ? this.#indexes[style]! : 0;
	}

	set(style: number, index: number): void {
		if (style >= this.#turns.length) {
			const [turns, indexes] = [this.#turns, this.#indexes];
			this.#turns = new Uint32Array(style * 2);
			this.#indexes = new Uint32Array(style * 2);
			this.#turns.set(turns);
			this.#indexes.set(indexes);
		}

		this.#turns[style] = this.#turn;
		this.#indexes[style] = index;
	}

	/** Another block is begun, or the styles have other numbers. */
	forget(): void {
		this.#turn++;
	}
}
