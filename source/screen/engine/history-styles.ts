const bytesPerStyle = 4;
const nothing = new Uint32Array(0);

/**
The styles that lines of one block have, each once. The lines hold places in this list, so that the style table can be renumbered without a
look at them.
*/
export class HistoryStyles {
	#ids: Uint32Array<ArrayBuffer> = nothing;
	#count = 0;
	/** Places by style, while lines come; the last one that was asked for beside it. */
	#places: Map<number, number> | undefined;
	#lastId = -1;
	#lastPlace = 0;

	/** Bytes that they take. */
	get size(): number {
		return this.#count * bytesPerStyle;
	}

	/** The place of a style, which is added when it is new. */
	place(id: number): number {
		if (id === this.#lastId) {
			return this.#lastPlace;
		}

		this.#places ??= new Map(this.#ids.subarray(0, this.#count).entries().map(([place, own]) => [own, place]));
		let place = this.#places.get(id);
		if (place === undefined) {
			place = this.#count;
			this.#places.set(id, place);
			this.#add(id);
		}

		this.#lastId = id;
		this.#lastPlace = place;
		return place;
	}

	at(place: number): number {
		return this.#ids[place]!;
	}

	/** No more come for now: keeps no more than they take. */
	seal(): void {
		this.#ids = this.#ids.slice(0, this.#count);
		this.#forget();
	}

	/** Marks them in `used`, of which no more than `room` may be new; returns the room that is left. */
	mark(used: Uint8Array, room: number): number {
		let left = room;
		for (let place = 0; place < this.#count; place++) {
			const id = this.#ids[place]!;
			if (used[id] !== 0 || left === 0) {
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

		this.#forget();
	}

	#add(id: number): void {
		if (this.#count === this.#ids.length) {
			const grown = new Uint32Array(Math.max(8, this.#count * 2));
			grown.set(this.#ids);
			this.#ids = grown;
		}

		this.#ids[this.#count++] = id;
	}

	#forget(): void {
		this.#places = undefined;
		this.#lastId = -1;
	}
}
