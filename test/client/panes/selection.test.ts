import test from 'ava';
import {addSpan, columnsOf, spanOf, spanText} from '../../../source/client/panes/selection.js';
import {Grid} from '../../../source/screen/grid.js';
import {JoinedRows} from '../../../source/screen/joined-rows.js';
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

test('what was wrapped is one line, but in a block, and where a part of it was fetched by itself', t => {
	const rows = new Grid({cols: 6, rows: 4}, new StyleTable());
	for (const [y, text] of ['one tw', 'o     ', 'three', 'end'].entries()) {
		rows.put({x: 0, y}, text);
	}

	rows.wrapped.set([0, 1, 1, 0]);
	const span = {start: {line: 10, column: 1}, end: {line: 13, column: 1}};
	t.is(spanText(span, rows, 10), 'ne two     three\nen');
	t.is(spanText({...span, isBlock: true}, rows, 10), 'n\n\nh\nn');
	t.is(spanText({start: {line: 12, column: 0}, end: {line: 13, column: 5}}, rows, 10), 'three\nend');
	const joined = new JoinedRows();
	for (const y of rows.wrapped.keys()) {
		const part = new Grid({cols: 6, rows: 1}, rows.styles);
		part.copyRow(0, rows, y);
		addSpan(joined, span, {grid: part, first: 10 + y});
	}

	t.deepEqual(joined.end(), ['ne two     three', 'en']);
});
