import {Buffer} from 'node:buffer';
import {readFile} from 'node:fs/promises';
import type {Size} from '../../source/protocol/holder.js';
import {findDifference, makePair} from './oracle.js';

export type Replay = {
	/** Looks that were compared, one after each piece of output. */
	looks: number;
	/** The first look that differs in more than what is known. */
	difference?: string;
};

/** Emoji that are joined: xterm cuts them, so rows that hold such are not compared. */
export const joinedText = /[\p{Join_Control}\p{Regional_Indicator}\p{Variation_Selector}]/v;

type Cast = {size: Size; events: Array<[seconds: number, kind: string, text: string]>};

/** Reads an asciicast of version 2. */
export async function readCast(file: string): Promise<Cast> {
	const [head, ...events] = (await readFile(file, 'utf8')).trim().split('\n').map(line => JSON.parse(line) as unknown) as [{width: number; height: number}, ...Cast['events']];
	return {size: {cols: head.width, rows: head.height}, events};
}

/** Plays an asciicast to both engines and compares them after each piece of its output. */
export async function replay(file: string): Promise<Replay> {
	const {size, events} = await readCast(file);
	const pair = makePair({size, historyLines: 10_000});
	let looks = 0;
	try {
		for (const [time, kind, text] of events) {
			if (kind !== 'o') {
				continue;
			}

			pair.write(Buffer.from(text));
			looks++;
			const difference = findDifference(pair.ours, pair.oracle, joinedText);
			if (difference !== undefined) {
				return {looks, difference: `after ${time} s: ${difference}`};
			}
		}
	} finally {
		pair.dispose();
	}

	return {looks};
}
