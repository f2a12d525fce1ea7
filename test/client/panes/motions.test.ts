import test from 'ava';
import fc from 'fast-check';
import {moved, type Motion} from '../../../source/client/panes/motions.js';
import type {LinePlace} from '../../../source/client/panes/selection.js';
import type {Ground} from '../../../source/client/panes/words.js';
import {Grid} from '../../../source/screen/grid.js';
import {StyleTable} from '../../../source/screen/style.js';

const lines = ['one two-words (three)', '', '   日本 x', 'last'];

function groundOf(texts: string[], height = 2): Ground {
	const grid = new Grid({cols: 24, rows: texts.length}, new StyleTable());
	for (const [y, text] of texts.entries()) {
		grid.put({x: 0, y}, text);
	}

	return {oldest: 0, total: texts.length, height, row: async line => line >= 0 && line < texts.length ? {grid, y: line} : undefined};
}

const ground = groundOf(lines);

/** Where motions lead from a place, one after the other. */
async function places(from: LinePlace, ...motions: Motion[]): Promise<Array<[number, number]>> {
	const found: Array<[number, number]> = [];
	let place = from;
	for (const motion of motions) {
		place = await moved(place, motion, ground);
		found.push([place.line, place.column]);
	}

	return found;
}

const start = {line: 0, column: 0};

test('words are gone through in both directions, over the ends of lines and blank ones', async t => {
	t.deepEqual(await places(start, 'nextWord', 'nextWord', 'nextWord', 'nextWord', 'nextWord', 'nextWord', 'nextWord', 'nextWord'), [[0, 4], [0, 14], [0, 15], [0, 20], [2, 3], [2, 8], [3, 0], [3, 0]]);
	t.deepEqual(await places({line: 3, column: 2}, 'previousWord', 'previousWord', 'previousWord', 'previousWord'), [[3, 0], [2, 8], [2, 3], [0, 20]]);
	t.deepEqual(await places(start, 'wordEnd', 'wordEnd', 'wordEnd', 'wordEnd', 'wordEnd', 'wordEnd'), [[0, 2], [0, 12], [0, 14], [0, 19], [0, 20], [2, 5]]);
});

test('in a line there are its start, its text and its end', async t => {
	t.deepEqual(await places({line: 2, column: 5}, 'lineStart', 'text', 'lineEnd'), [[2, 0], [2, 3], [2, 8]]);
	t.deepEqual(await places({line: 1, column: 5}, 'lineEnd', 'text'), [[1, 0], [1, 0]]);
});

test('a line goes on where it was wrapped, and so does a word', async t => {
	const wrapped = groundOf(['one two thr', 'ee four', 'next']);
	const {grid} = (await wrapped.row(0))!;
	const narrow = new Grid({cols: 11, rows: 3}, grid.styles);
	narrow.blit(grid, {x: 0, y: 0, width: 11, height: 3}, {x: 0, y: 0});
	narrow.wrapped[1] = 1;
	const around: Ground = {...wrapped, row: async line => line >= 0 && line < 3 ? {grid: narrow, y: line} : undefined};
	const steps: Array<[from: LinePlace, motion: Motion, line: number, column: number]> = [
		[{line: 0, column: 4}, 'nextWord', 0, 8],
		[{line: 0, column: 8}, 'nextWord', 1, 3],
		[{line: 1, column: 3}, 'previousWord', 0, 8],
		[{line: 0, column: 8}, 'wordEnd', 1, 1],
		[{line: 0, column: 2}, 'lineEnd', 1, 6],
		[{line: 1, column: 5}, 'lineStart', 0, 0],
		[{line: 1, column: 5}, 'text', 0, 0],
		[{line: 2, column: 1}, 'lineStart', 2, 0],
	];
	for (const [from, motion, line, column] of steps) {
		t.deepEqual(await moved(from, motion, around), {line, column}, motion);
	}
});

test('a wide character is one step', async t => {
	t.deepEqual(await places({line: 2, column: 3}, 'right', 'right', 'left', 'left'), [[2, 5], [2, 7], [2, 5], [2, 3]]);
});

test('lines and pages are counted, and the first and the last line are the end', async t => {
	t.deepEqual(await places({line: 0, column: 4}, 'down', 'pageDown', 'down', 'up', 'halfUp', 'top', 'bottom', 'pageUp'), [[1, 4], [3, 4], [3, 4], [2, 4], [1, 4], [0, 4], [3, 4], [1, 4]]);
});

test('no motion leaves the lines that there are', async t => {
	const motions: Motion[] = ['left', 'right', 'up', 'down', 'nextWord', 'previousWord', 'wordEnd', 'lineStart', 'text', 'lineEnd', 'halfUp', 'halfDown', 'pageUp', 'pageDown', 'top', 'bottom'];
	await fc.assert(fc.asyncProperty(fc.array(fc.string({unit: fc.constantFrom('a', ' ', '日', '(', '-'), maxLength: 12}), {minLength: 1, maxLength: 5}), fc.array(fc.constantFrom(...motions), {maxLength: 20}), async (texts, steps) => {
		const around = groundOf(texts);
		let place = start;
		for (const step of steps) {
			place = await moved(place, step, around);
			t.true(place.line >= 0 && place.line < texts.length && place.column >= 0 && place.column < 24, JSON.stringify({texts, steps, place}));
		}
	}), {numRuns: 100});
});
