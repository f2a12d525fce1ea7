import {setImmediate as nextTurn} from 'node:timers/promises';

// Milliseconds of one turn: keys and requests wait no longer than this.
const turnTime = 4;

/** For work that takes long and is done in turns of some milliseconds, between which keys, requests and output are served. */
export class Turns {
	#start = performance.now();

	/** Whether the others are due. */
	get isOver(): boolean {
		return performance.now() - this.#start >= turnTime;
	}

	/** Resolves when they had their turn. */
	async next(): Promise<void> {
		await nextTurn();
		this.#start = performance.now();
	}
}

/** What was made of a text in each turn. */
export async function * inTurns(pieces: Iterable<string>): AsyncGenerator<string> {
	const turns = new Turns();
	let made = '';
	for (const piece of pieces) {
		made += piece;
		if (!turns.isOver) {
			continue;
		}

		yield made;
		made = '';
		await turns.next();
	}

	yield made;
}
