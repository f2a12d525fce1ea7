import {Buffer} from 'node:buffer';
import {CellEngine} from '../../source/screen/engine/cell-engine.js';
import {Random} from '../bench/parse/random.js';
import {findDifference} from './oracle.js';
import {readCast} from './replay.js';
import {stopwatch} from './stopwatch.js';

/** Writes bytes in pieces of random lengths: some of a byte or two, others of thousands. */
export function writeInPieces(engine: CellEngine, bytes: Uint8Array, random: Random, lengths: readonly number[] = [2, 7, 60]): void {
	for (let at = 0; at < bytes.length;) {
		const end = at + 1 + random.below(random.of(lengths));
		stopwatch.write(engine, bytes.subarray(at, end));
		at = end;
	}
}

/** Plays all output of an asciicast whole, and so many times cut at random. The first cut that shows another screen or history, by its seed and in words. */
export async function cutRecording(file: string, {cuts, seed}: {cuts: number; seed: number}): Promise<string | undefined> {
	const {size, events} = await readCast(file);
	const options = {size, historyLines: 10_000};
	const bytes = Buffer.concat(events.filter(([, kind]) => kind === 'o').map(event => Buffer.from(event[2])));
	const whole = new CellEngine(options);
	whole.write(bytes);
	for (let number = 0; number < cuts; number++) {
		const cut = new CellEngine(options);
		const random = new Random(seed + number);
		writeInPieces(cut, bytes, random, [[2, 7, 60], [300, 5000], [1, 30_000]][number % 3]);
		const difference = findDifference(whole, cut);
		cut.dispose();
		if (difference !== undefined) {
			return `cut ${seed + number}: ${difference}`;
		}
	}

	whole.dispose();
	return undefined;
}
