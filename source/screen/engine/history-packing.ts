import type {HistoryCodec} from '../engine.js';

/** What blocks that nobody looks at are packed by. Keeps the one that was opened last: who reads a line reads its neighbours. */
export class HistoryPacking {
	readonly #codec: HistoryCodec;
	#packed: Uint8Array | undefined;
	#content: Uint8Array | undefined;

	constructor(codec: HistoryCodec) {
		this.#codec = codec;
	}

	pack(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
		return this.#codec.pack(bytes);
	}

	/** What was packed into this. Good until something else is opened. */
	open(packed: Uint8Array): Uint8Array {
		if (this.#content === undefined || this.#packed !== packed) {
			this.#content = this.#codec.unpack(packed);
			this.#packed = packed;
		}

		return this.#content;
	}

	/** Keeps nothing open. */
	close(): void {
		this.#packed = undefined;
		this.#content = undefined;
	}
}
