import test from 'ava';
import {spanText} from '../../../source/client/panes/selection.js';
import {partAt, wholeLine, type Ground} from '../../../source/client/panes/words.js';
import {CellEngine} from '../../../source/screen/engine/cell-engine.js';
import {Grid} from '../../../source/screen/grid.js';

const cols = 12;

/** What a program printed, on rows of 12 columns. */
function printed(text: string): {ground: Ground; grid: Grid} {
	const engine = new CellEngine({size: {cols, rows: 4}, historyLines: 100});
	engine.write(new TextEncoder().encode(text));
	const grid = new Grid({cols, rows: engine.totalLines}, engine.styles);
	for (let line = 0; line < engine.totalLines; line++) {
		engine.readLine(line, grid, line);
	}

	return {grid, ground: {oldest: 0, total: grid.rows, height: 4, row: async line => line >= 0 && line < grid.rows ? {grid, y: line} : undefined}};
}

async function taken({ground, grid}: ReturnType<typeof printed>, unit: 'word' | 'line', line: number, column: number): Promise<string> {
	return spanText(await partAt(unit, {line, column}, ground), grid, 0);
}

test('a word is what one would copy whole', async t => {
	const line = printed('see a/b.ts:1');
	t.deepEqual(await Promise.all([0, 4, 9].map(async x => taken(line, 'word', 0, x))), ['see', 'a/b.ts:1', 'a/b.ts:1']);
	t.is(await taken(line, 'word', 0, 3), '');
	const wide = printed('(日本語)');
	t.deepEqual(await Promise.all([0, 1, 2].map(async x => taken(wide, 'word', 0, x))), ['(', '日本語', '日本語']);
});

test('a word that was wrapped is taken whole from each of its rows, and no further', async t => {
	const address = 'https://example.org/a/long/one?q=1';
	const rows = printed(`at ${address} it\r\nends-here-xy\r\nother`);
	for (const line of [0, 1, 2]) {
		t.is(await taken(rows, 'word', line, 4), address);
	}

	t.is(await taken(rows, 'word', 4, 3), 'ends-here-xy', 'a full row that was not wrapped');
	const wide = printed('0123456789a日本語日本語');
	t.is(await taken(wide, 'word', 1, 0), '0123456789a日本語日本語', 'a wide character had no room in the last column');
});

test('a line is all its rows, from wherever it is taken hold of', async t => {
	const rows = printed(`first\r\n${'one two '.repeat(5)}end\r\nlast`);
	t.deepEqual(await wholeLine(3, rows.ground), {from: 1, to: 4});
	for (const line of [1, 2, 3, 4]) {
		t.is(await taken(rows, 'line', line, 0), `${'one two '.repeat(5)}end`);
	}

	t.is(await taken(rows, 'line', 0, 7), 'first');
	t.is(await taken(rows, 'line', 5, 0), 'last');
	t.deepEqual(await wholeLine(99, rows.ground), {from: 99, to: 99}, 'where there is nothing');
});
