import {setImmediate as nextTurn} from 'node:timers/promises';
import vm from 'node:vm';
import {MillwrightError} from '../base/errors.js';
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

// A regular expression that backtracks without end would stop the session's screen. So many milliseconds for one batch of lines.
const timeLimit = 200;
// Rows that are searched in one turn of the loop, between which keys and output are served.
const batchRows = 600;
// As many as have that time for themselves where all of them together took too long.
const fewLines = 200;

/** Finds a pattern in history and screen, oldest first. Letters match in both cases unless the pattern has a capital one. */
export async function search(engine: ScreenEngine, query: SearchQuery): Promise<{matches: SearchMatch[]; total: number}> {
	const find = compile(toExpression(query));
	const lines = new SteadyLines(engine);
	const found: SearchMatch[] = [];
	let total = 0;
	for (let batch = lines.read(batchRows); batch.length > 0; batch = lines.read(batchRows)) {
		const {places, count} = find(batch.map(({text}) => text), query.limit - found.length);
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

/** `count` is that of all matches, `places` are of the first of them, as many as there is `room` for. */
type Find = (texts: string[], room: number) => {places: Array<[index: number, from: number, to: number]>; count: number};

/** Line, start and end of the matches. In a context of its own, because only there can an expression be stopped. */
function compile(expression: RegExp): Find {
	const context = vm.createContext({texts: [] as string[], room: 0, source: expression.source, flags: expression.flags});
	// Most lines have no match: they are left at once, with nothing made of them.
	const script = new vm.Script(`
		((lines, wanted, room) => {
			const places = [];
			let count = 0;
			for (const [number, text] of lines.entries()) {
				wanted.lastIndex = 0;
				for (let match = wanted.exec(text); match !== null; match = wanted.exec(text)) {
					if (match[0] === '') {
						wanted.lastIndex += text.codePointAt(match.index) > 0xFFFF ? 2 : 1;
					} else {
						count++;
						if (count <= room) {
							places.push([number, match.index, match.index + match[0].length]);
						}
					}
				}
			}

			return {places, count};
		})(texts, expression, room);
	`);
	vm.runInContext('var expression = new RegExp(source, flags)', context);
	const find: Find = (texts, room) => {
		context['texts'] = texts;
		context['room'] = room;
		try {
			return script.runInContext(context, {timeout: timeLimit}) as ReturnType<Find>;
		} catch (error) {
			if (texts.length > fewLines) {
				return inParts(texts, room, find);
			}

			throw new MillwrightError('slow-pattern', `The search was given up: the pattern ${expression.source} takes more than ${timeLimit} ms for ${texts.length} lines.`, {hint: 'Use a plainer pattern.', cause: error});
		}
	};

	return find;
}

function inParts(texts: string[], room: number, find: Find): ReturnType<Find> {
	const all: ReturnType<Find> = {places: [], count: 0};
	for (let first = 0; first < texts.length; first += fewLines) {
		const {places, count} = find(texts.slice(first, first + fewLines), room - all.places.length);
		all.places.push(...places.map(([index, from, to]): [number, number, number] => [first + index, from, to]));
		all.count += count;
	}

	return all;
}
