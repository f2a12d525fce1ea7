import {setImmediate as nextTurn} from 'node:timers/promises';
import {MillwrightError} from '../../base/errors.js';
import {safeLine} from '../../base/safe-text.js';
import type {SearchMatch} from '../../protocol/holder.js';
import {textWidth} from '../../screen/width.js';

// More than anybody steps through; a pattern that matches everywhere would otherwise be kept for every line.
export const matchLimit = 2000;
// Rows that are looked at in one turn of the loop, and of a line that never ends at once: what crosses the end of such a part is not found.
const [batchRows, lineRows] = [600, 1024];

/** Rows of a file, without their looks; `isOnward`: whether one goes on what the row before it began. */
export type Rows = {count: number; text(index: number): string; isOnward(index: number): boolean};

/** `starts`: where each row begins in the text. */
type Line = {first: number; text: string; starts: number[]};

/**
Finds a pattern, oldest first, in lines of which each may be several rows. Keys are served meanwhile, and an expression that takes too long is given up with a
sentence, as in a session that runs. Upper case in the pattern makes case matter, as in the tools people search with.
*/
export async function searchRows(rows: Rows, pattern: string): Promise<SearchMatch[]> {
	const found: SearchMatch[] = [];
	if (pattern === '') {
		return found;
	}

	const expression = toExpression(pattern);
	// Only who searches needs it.
	const {Finder} = await import('../../base/finder.js');
	const finder = new Finder(expression);
	for (let next = 0; next < rows.count && found.length < matchLimit;) {
		const lines: Line[] = [];
		for (const end = next + batchRows; next < Math.min(end, rows.count);) {
			const line = readLine(rows, next);
			lines.push(line);
			next += line.starts.length;
		}

		const {places} = await finder.find(lines.map(({text}) => text), matchLimit - found.length);
		found.push(...places.map(([index, from, to]) => placeOf(lines[index]!, from, to)));
		await nextTurn();
	}

	return found;
}

function readLine(rows: Rows, first: number): Line {
	const starts: number[] = [];
	let text = '';
	do {
		starts.push(text.length);
		text += rows.text(first + starts.length - 1);
	} while (starts.length < lineRows && first + starts.length < rows.count && rows.isOnward(first + starts.length));

	return {first, text, starts};
}

/** In cells, in the row that the match begins in. */
function placeOf({first, text, starts}: Line, from: number, to: number): SearchMatch {
	let [low, high] = [0, starts.length - 1];
	while (low < high) {
		const middle = Math.ceil((low + high) / 2);
		[low, high] = starts[middle]! <= from ? [middle, high] : [low, middle - 1];
	}

	return {line: first + low, column: textWidth(text.slice(starts[low], from)), width: textWidth(text.slice(from, to))};
}

/** `/fail(ed)?/` is a regular expression, and anything else is text. */
export function readPattern(text: string): {pattern: string; regularExpression: boolean} {
	const expression = /^\/(?<pattern>.+)\/$/sv.exec(text)?.groups!['pattern'];
	return expression === undefined ? {pattern: text, regularExpression: false} : {pattern: expression, regularExpression: true};
}

function toExpression(text: string): RegExp {
	const {pattern, regularExpression} = readPattern(text);
	try {
		return new RegExp(regularExpression ? pattern : pattern.replaceAll(/[$\(\)*+.\/?\[\\\]^\{\|\}]/gv, String.raw`\$&`), /\p{Uppercase_Letter}/v.test(pattern) ? 'gu' : 'giu');
	} catch (error) {
		throw new MillwrightError('bad-pattern', `The pattern ${safeLine(pattern)} is no regular expression: ${(error as Error).message}`, {hint: 'Leave the slashes away to search for it as it is.', cause: error});
	}
}
