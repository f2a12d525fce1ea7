import test from 'ava';
import {columnsOf, spanOf, spanText} from '../../../source/client/panes/selection.js';
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
