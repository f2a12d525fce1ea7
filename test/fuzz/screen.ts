import {Buffer} from 'node:buffer';
import type {Size} from '../../source/protocol/holder.js';
import {CellEngine} from '../../source/screen/engine/cell-engine.js';
import {Random} from '../bench/parse/random.js';
import {makeAtom} from './generator.js';
import {writeInPieces} from './cuts.js';
import {findDifference, makePair} from './oracle.js';

export type FuzzFinding = {seed: number; size: Size; atoms: string[]; difference: string};

const sizes: readonly Size[] = [{cols: 10, rows: 4}, {cols: 20, rows: 6}, {cols: 80, rows: 24}, {cols: 33, rows: 11}];
const historyLines = 30;

/** One stream of so many sequences. The first difference between the engines, brought down to the sequences that it takes. */
export function fuzzScreen(seed: number, count: number): FuzzFinding | undefined {
	const random = new Random(seed);
	const size = random.of(sizes);
	const atoms = Array.from({length: count}, () => makeAtom(random, size));
	const difference = compare(atoms, size);
	if (difference === undefined) {
		return undefined;
	}

	const least = shrink(atoms, size);
	return {seed, size, atoms: least, difference: compare(least, size) ?? difference};
}

/** The same bytes whole and cut at random places: whether our engine shows the same. */
export function isSameWhenCut(seed: number, count: number): boolean {
	const random = new Random(seed);
	const size = random.of(sizes);
	const bytes = Buffer.from(Array.from({length: count}, () => makeAtom(random, size)).join(''));
	const [whole, cut] = [new CellEngine({size, historyLines}), new CellEngine({size, historyLines})];
	whole.write(bytes);
	writeInPieces(cut, bytes, random);
	return findDifference(whole, cut) === undefined;
}

function compare(atoms: readonly string[], size: Size): string | undefined {
	const pair = makePair({size, historyLines});
	// Now and then a look in between, so that a difference which is painted over is found too.
	const step = Math.max(1, Math.ceil(atoms.length / 4));
	try {
		for (let at = 0; at < atoms.length; at += step) {
			pair.write(Buffer.from(atoms.slice(at, at + step).join('')));
			const difference = findDifference(pair.ours, pair.oracle);
			if (difference !== undefined) {
				return difference;
			}
		}

		return undefined;
	} finally {
		pair.dispose();
	}
}

function shrink(atoms: readonly string[], size: Size): string[] {
	let least = [...atoms];
	for (let part = Math.ceil(least.length / 2); part > 0; part = part === 1 ? 0 : Math.ceil(part / 2)) {
		for (let at = 0; at < least.length;) {
			const fewer = least.toSpliced(at, part);
			if (compare(fewer, size) === undefined) {
				at += part;
			} else {
				least = fewer;
			}
		}
	}

	return least;
}
