import test from 'ava';
import {columnsOf, spanOf, spanText, unitAt} from '../../../source/client/panes/selection.js';
import {Grid} from '../../../source/screen/grid.js';
import {StyleTable} from '../../../source/screen/style.js';

const grid = new Grid({cols: 12, rows: 3}, new StyleTable());
grid.put({x: 0, y: 0}, 'first line');
grid.put({x: 0, y: 1}, '日本 second');
grid.put({x: 0, y: 2}, 'third');

test('a selection is the same text in whichever direction it was made', t => {
	const one = {line: 10, column: 6};
	const other = {line: 12, column: 2};
	for (const selection of [{anchor: one, head: other}, {anchor: other, head: one}]) {
		t.is(spanText(spanOf(selection), grid, 10), 'line\n日本 second\nthi');
	}
});

test('a wide character that is touched comes whole', t => {
	t.is(spanText({start: {line: 11, column: 1}, end: {line: 11, column: 5}}, grid, 10), '日本 s');
});

test('lines outside the selection have no columns', t => {
	const span = {start: {line: 3, column: 4}, end: {line: 5, column: 1}};
	t.is(columnsOf(span, 2), undefined);
	t.is(columnsOf(span, 3)!.from, 4);
	t.deepEqual(columnsOf(span, 5), {from: 0, to: 2});
});

test('a block is the same columns of every line, from whichever corner it was drawn', t => {
	const corners = [{line: 10, column: 6}, {line: 12, column: 1}] as const;
	for (const [anchor, head] of [corners, corners.toReversed()]) {
		t.is(spanText(spanOf({anchor, head, isBlock: true}), grid, 10), 'irst l\n日本 se\nhird');
	}
});

test('a word is what one would copy whole', t => {
	const row = new Grid({cols: 60, rows: 1}, new StyleTable());
	row.put({x: 0, y: 0}, 'see source/a-b.ts:12, https://x.org/?q=1 (日本語)');
	const wordAt = (x: number) => {
		const {from, to} = unitAt('word', {grid: row, y: 0, x});
		return spanText({start: {line: 0, column: from}, end: {line: 0, column: to}}, row, 0);
	};

	t.deepEqual([0, 8, 25, 43, 44].map(x => wordAt(x)), ['see', 'source/a-b.ts:12', 'https://x.org/?q=1', '日本語', '日本語']);
	t.is(wordAt(3), '');
	t.is(unitAt('line', {grid: row, y: 0, x: 4}).from, 0);
});
