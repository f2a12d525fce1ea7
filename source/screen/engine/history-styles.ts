const bytesPerStyle = 4;
const nothing = new Uint32Array(0);

/** Where each style was put last, in whatever list: the list tells whether it is there still. */
export class Places {
	#of = new Uint32Array(256);

	of(id: number): number {
		return id < this.#of.length ? this.#of[id]! : 0;
	}

	put(id: number, place: number): void {
		if (id >= this.#of.length) {
			const grown = new Uint32Array(2 ** Math.ceil(Math.log2(id + 1)));
			grown.set(this.#of);
			this.#of = grown;
		}

		this.#of[id] = place;
	}
}

/**
The styles that lines of one block have, each once. The lines hold places in this list, so that the style table can be renumbered without a
look at them.
*/
export class HistoryStyles {
	#ids: Uint32Array<ArrayBuffer> = nothing;
	#count = 0;
	readonly #places: Places;

	/** `places` is shared by lists to which styles are added in turns. */
	constructor(places: Places) {
		this.#places = places;
	}

	/** Bytes that they take. */
	get size(): number {
		return this.#count * bytesPerStyle;
	}

	/** The place of a style, which is added when it is new. */
	place(id: number): number {
		const place = this.#places.of(id);
		if (place < this.#count && this.#ids[place] === id) {
			return place;
		}

		this.#places.put(id, this.#count);
		this.#add(id);
		return this.#count - 1;
	}

	at(place: number): number {
		return this.#ids[place]!;
	}

	/** No more come for now: keeps no more than they take. */
	seal(): void {
		this.#ids = this.#ids.slice(0, this.#count);
	}

	/** Marks them in `used`, of which no more than `room` may be new; returns the room that is left. */
	mark(used: Uint8Array, room: number): number {
		let left = room;
		for (let place = 0; place < this.#count && left > 0; place++) {
			const id = this.#ids[place]!;
			if (used[id] !== 0) {
				continue;
			}

			used[id] = 1;
			left--;
		}

		return left;
	}

	/** The style table was renumbered. */
	move(moved: Uint32Array): void {
		for (let place = 0; place < this.#count; place++) {
			this.#ids[place] = moved[this.#ids[place]!]!;
		}
	}

	#add(id: number): void {
		if (this.#count === this.#ids.length) {
			const grown = new Uint32Array(Math.max(8, this.#count * 2));
			grown.set(this.#ids);
			this.#ids = grown;
		}

		this.#ids[this.#count++] = id;
	}
}
