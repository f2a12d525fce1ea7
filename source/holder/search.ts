import vm from 'node:vm';
import {MillwrightError} from '../base/errors.js';
import type {SearchMatch} from '../protocol/holder.js';
import type {ScreenEngine} from '../screen/engine.js';

export type SearchQuery = {
	pattern: string;
	regularExpression: boolean;
	/** Matches at most; `total` counts on. */
	limit: number;
};

// A regular expression that backtracks without end would stop the session's screen.
const timeLimit = 500;

/** Logical line: rows that were wrapped are searched as the one line that they are. */
type Joined = {first: number; text: string; /** Of each code unit: row and column. */ places: Array<{line: number; column: number}>};

/** Finds a pattern in history and screen, oldest first. Letters match in both cases unless the pattern has a capital one. */
export function search(engine: ScreenEngine, query: SearchQuery): {matches: SearchMatch[]; total: number} {
	const expression = toExpression(query);
	const lines = joinLines(engine);
	const found = runBounded(expression, lines.map(({text}) => text));
	const matches = found.slice(0, query.limit).map(([line, from, to]) => {
		const {places} = lines[line]!;
		const [start, end] = [places[from]!, places[to]!];
		const width = ((end.line - start.line) * engine.size.cols) + end.column - start.column;
		return {line: start.line, column: start.column, width: Math.max(1, width)};
	});
	return {matches, total: found.length};
}

function toExpression({pattern, regularExpression}: SearchQuery): RegExp {
	const flags = /\p{Uppercase_Letter}/v.test(pattern) ? 'gu' : 'giu';
	try {
		return new RegExp(regularExpression ? pattern : pattern.replaceAll(/[$\(\)*+.\/?\[\\\]^\{\|\}]/gv, String.raw`\$&`), flags);
	} catch (error) {
		throw new MillwrightError('bad-pattern', `The pattern ${pattern} is no regular expression: ${(error as Error).message}`, {cause: error});
	}
}

function joinLines(engine: ScreenEngine): Joined[] {
	const joined: Joined[] = [];
	for (let number = 0; number < engine.totalLines; number++) {
		const {text, isWrapped, columns} = engine.line(number);
		const places = columns.map(column => ({line: number, column}));
		const last = joined.at(-1);
		if (isWrapped && last !== undefined) {
			last.text += text;
			last.places.splice(-1, 1, ...places);
		} else {
			joined.push({first: number, text, places});
		}
	}

	return joined;
}

/** Line, start and end of each match. In a context of its own, because only there can an expression be stopped. */
function runBounded(expression: RegExp, texts: string[]): Array<[line: number, from: number, to: number]> {
	const context = vm.createContext({texts, source: expression.source, flags: expression.flags});
	try {
		return vm.runInContext(`
			const expression = new RegExp(source, flags);
			texts.flatMap((text, line) => Array.from(text.matchAll(expression))
				.filter(match => match[0] !== '')
				.map(match => [line, match.index, match.index + match[0].length]))
		`, context, {timeout: timeLimit}) as Array<[number, number, number]>;
	} catch (error) {
		throw new MillwrightError('slow-pattern', `The search was given up after ${timeLimit} ms: the pattern ${expression.source} takes too long.`, {hint: 'Use a plainer pattern.', cause: error});
	}
}
