import {setImmediate as nextTurn} from 'node:timers/promises';
import {MillwrightError} from '../base/errors.js';
import {Finder} from '../base/finder.js';
import type {SearchMatch} from '../protocol/holder.js';
import type {ScreenEngine} from '../screen/engine.js';
import {SteadyLines} from './steady-lines.js';

export type SearchQuery = {
	pattern: string;
	regularExpression: boolean;
	/** Matches at most; `total` counts on. */
	limit: number;
	/** Whether lines are counted from the first of the session, and not from the oldest that is kept. */
	steady?: boolean;
};

// Rows that are read in one turn of the loop, between which keys and output are served.
const batchRows = 600;

/** Finds a pattern in history and screen, oldest first. Letters match in both cases unless the pattern has a capital one. */
export async function search(engine: ScreenEngine, query: SearchQuery): Promise<{matches: SearchMatch[]; total: number}> {
	const finder = new Finder(toExpression(query));
	const lines = new SteadyLines(engine);
	const found: SearchMatch[] = [];
	let total = 0;
	for (let batch = lines.read(batchRows); batch.length > 0; batch = lines.read(batchRows)) {
		const {places, count} = await finder.find(batch.map(({text}) => text), query.limit - found.length);
		total += count;
		for (const [index, from, to] of places) {
			const [start, end] = [batch[index]!.place(from), batch[index]!.place(to)];
			found.push({...start, width: Math.max(1, ((end.line - start.line) * engine.size.cols) + end.column - start.column)});
		}

		await nextTurn();
	}

	// As the lines are numbered now: meanwhile some may have left the history.
	const kept = found.map(match => ({...match, line: lines.now(match.line)})).filter(({line}) => line >= 0);
	const matches = query.steady === true ? kept.map(match => ({...match, line: match.line + engine.lostLines})) : kept;
	return {matches, total: total - (found.length - matches.length)};
}

function toExpression({pattern, regularExpression}: SearchQuery): RegExp {
	const flags = /\p{Uppercase_Letter}/v.test(pattern) ? 'gu' : 'giu';
	try {
		return new RegExp(regularExpression ? pattern : pattern.replaceAll(/[$\(\)*+.\/?\[\\\]^\{\|\}]/gv, String.raw`\$&`), flags);
	} catch (error) {
		throw new MillwrightError('bad-pattern', `The pattern ${pattern} is no regular expression: ${(error as Error).message}`, {cause: error});
	}
}
