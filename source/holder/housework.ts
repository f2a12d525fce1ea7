import type {HistoryCodec, ScreenEngine} from '../screen/engine.js';
import {historyCodec} from './history-codec.js';

// Milliseconds of one turn: keys and requests wait no longer than this.
const turnTime = 3;
// Lines from which on it is worth it to pack them: what packs takes more than half a megabyte itself, and a line of text some 70 bytes.
const worth = 40_000;
const nothing: Iterable<void> = [];

/** Gives back what a flood has left behind: packs a long history, a few milliseconds at a time, and collects what is garbage then. */
export class Housework {
	readonly #engine: ScreenEngine;
	readonly #codec: HistoryCodec;
	readonly #collect: () => void;
	#steps: Iterator<void> | undefined;

	constructor(engine: ScreenEngine, {codec = historyCodec, collect = collectAll}: {codec?: HistoryCodec; collect?: () => void} = {}) {
		this.#engine = engine;
		this.#codec = codec;
		this.#collect = collect;
	}

	/** Nothing more when it is at it already. */
	begin(): void {
		if (this.#steps !== undefined) {
			return;
		}

		this.#steps = (this.#engine.historyLines < worth ? nothing : this.#engine.pack(this.#codec))[Symbol.iterator]();
		this.#turn();
	}

	#turn(): void {
		const start = performance.now();
		try {
			do {
				if (this.#steps!.next().done === true) {
					this.#end();
					return;
				}
			} while (performance.now() - start < turnTime);
		} catch {
			// What cannot be packed stays as it is.
			this.#end();
			return;
		}

		setImmediate(() => {
			this.#turn();
		});
	}

	/** In a turn of its own, as it takes longer than one. */
	#end(): void {
		this.#steps = undefined;
		setImmediate(this.#collect);
	}
}

/** All of it, and without room to spare; some 20 ms, in which nothing is answered. Nothing where the process was not given `--expose-gc`. */
function collectAll(): void {
	globalThis.gc?.({type: 'major', execution: 'sync', flavor: 'last-resort'});
}
