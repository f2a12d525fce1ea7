import test from 'ava';
import {PlainChrome} from '../../source/client/chrome/plain-chrome.js';
import {loadInkChrome} from '../../source/client/chrome/ink-chrome.js';
import {setAmbiguousWidth} from '../../source/screen/ambiguous.js';
import {CellEngine} from '../../source/screen/engine/cell-engine.js';
import {Grid} from '../../source/screen/grid.js';
import {rowText} from '../../source/screen/row-text.js';
import {StyleTable} from '../../source/screen/style.js';
import {columnsOf, cutToWidth, graphemes, textWidth} from '../../source/screen/width.js';
import {richFloor, session} from '../client/fixtures/floor.js';
import {model} from '../client/fixtures/model.js';

/*
The width is set once for a whole program, and a file of tests is one: here it is two.
*/
setAmbiguousWidth(2);

const size = {cols: 120, rows: 40};
const words = 'Жук ※ “α” 日本 a';

test('characters of ambiguous width take two cells where the person says so, in the engine and in what we draw alike', t => {
	t.is(textWidth('Ж'), 2);
	t.is(textWidth(words), 23);
	t.is(cutToWidth('ЖЖЖ', 5, ''), 'ЖЖ');
	const engine = new CellEngine({size, historyLines: 0, ambiguousWidth: 2});
	engine.write(new TextEncoder().encode(words));
	t.is(engine.cursor.x, textWidth(words));
	engine.refresh();
	const grid = new Grid(size, engine.styles);
	grid.put({x: 0, y: 0}, words);
	t.deepEqual([...grid.glyphs.subarray(0, size.cols)], [...engine.grid.glyphs.subarray(0, size.cols)]);
});

test('borders and marks of our own are drawn with what takes one cell everywhere', async t => {
	const floor = richFloor({sessions: [session(1, {task: 'жук-“ж”'})]});
	const styles = new StyleTable();
	const chrome = new PlainChrome(size, styles);
	chrome.draw(model({floor, size}));
	const rows = Array.from({length: size.rows}, (_, y) => rowText(chrome.grid, y));
	t.true(rows.some(row => row.includes('жук-')), rows.join('\n'));
	for (const row of rows) {
		t.true(graphemes(row).every(({text, width}) => width === 1 || /[жку日本]/v.test(text)), row);
		t.notRegex(row, /[·…─│╭╯]/v);
		t.true(textWidth(row) <= size.cols);
	}

	// The right border stands in one column, whatever the title is made of.
	const framed = rows.filter(row => row.startsWith('|'));
	t.true(framed.length > 10);
	t.true(framed.every(row => row.endsWith('|') || row.endsWith('+')));
	t.deepEqual([...new Set(framed.map(row => textWidth(row)))], [size.cols]);
	t.is(columnsOf('╭─…╮'), 4);
	t.true(await loadInkChrome(size, styles) instanceof PlainChrome, 'Ink would count them as one');
});
