import {Buffer} from 'node:buffer';
import {mkdtemp, rm, writeFile} from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import test, {type ExecutionContext} from 'ava';
import {fileHistory} from '../../../source/client/panes/history.js';
import {spanText} from '../../../source/client/panes/selection.js';
import {AnsiRows} from '../../../source/screen/ansi-row.js';
import {CellEngine} from '../../../source/screen/engine/cell-engine.js';
import {Grid} from '../../../source/screen/grid.js';
import {rowText} from '../../../source/screen/row-text.js';
import {paletteColor, StyleTable} from '../../../source/screen/style.js';
import {wraps} from '../../../source/screen/wraps.js';

async function file(t: ExecutionContext, text: string): Promise<string> {
	const folder = await mkdtemp(path.join(os.tmpdir(), 'mw-history-'));
	t.teardown(async () => rm(folder, {recursive: true}));
	const name = path.join(folder, 'history.ansi');
	await writeFile(name, text);
	return name;
}

/** What is kept of a session of 10 columns that printed this. */
function kept(printed: string): string {
	const engine = new CellEngine({size: {cols: 10, rows: 4}, historyLines: 100});
	engine.write(Buffer.from(printed));
	const rows = new AnsiRows(engine.lostLines);
	const row = new Grid({cols: 10, rows: 1}, engine.styles);
	let text = '';
	for (let line = 0; line < engine.totalLines; line++) {
		engine.readLine(line, row, 0);
		text += rows.add(row, 0);
	}

	return text + rows.end();
}

test('the history of a session that has ended is read with its colours', async t => {
	const styles = new StyleTable();
	const history = fileHistory(await file(t, 'one\n\u{1B}[31mtwo\u{1B}[m red\nthree\n\n\n'), {styles});
	const {first, total, grid} = (await history.lines(1, 5))!;
	t.deepEqual([first, total, grid.rows], [1, 3, 2]);
	t.is(rowText(grid, 0), 'two red');
	t.is(styles.get(grid.cell({x: 0, y: 0}).style).foreground, paletteColor(1));
	t.deepEqual(await history.search('TWO'.toLowerCase()), [{line: 1, column: 0, width: 3}]);
});

test('lines keep the numbers that they had while the session ran, and what is gone is not asked for in vain', async t => {
	const history = fileHistory(await file(t, 'one\ntwo\nthree\n'), {styles: new StyleTable(), oldest: 700});
	const {first, total, grid} = (await history.lines(0, 2))!;
	t.deepEqual([first, total, grid.rows], [700, 703, 2]);
	t.is(rowText(grid, 0), 'one');
	t.deepEqual(await history.search('three'), [{line: 702, column: 0, width: 5}]);
	const told = fileHistory(await file(t, kept(Array.from({length: 150}, (_, line) => `\u{1B}[31mline ${line}\r\n`).join(''))), {styles: new StyleTable(), oldest: 3});
	const {first: oldest, total: all, grid: {cols}} = (await told.lines(0, 1))!;
	t.deepEqual([oldest, all, cols], [47, 150, 7], 'what the file tells is right where this client did not see the last lines');
	t.deepEqual(await told.search('line 60'), [{line: 60, column: 0, width: 7}]);
});

test('what was wrapped in a session that has ended is known, and searched as one line', async t => {
	const styles = new StyleTable();
	const history = fileHistory(await file(t, kept('12345678  \u{1B}[7mnext\u{1B}[m row of it\r\n123456789日本\r\nlast')), {styles});
	const {grid} = (await history.lines(0, 10))!;
	t.deepEqual([...grid.wrapped], [0, wraps.afterBlank, wraps.yes, 0, wraps.yes, 0]);
	t.is(grid.cols, 10);
	t.is(spanText({start: {line: 0, column: 0}, end: {line: 5, column: 9}}, grid, 0), '12345678  next row of it\n123456789日本\nlast');
	const spaced = fileHistory(await file(t, kept('123456789 日本\r\n12345678 日本')), {styles});
	t.is(spanText({start: {line: 0, column: 0}, end: {line: 3, column: 9}}, (await spaced.lines(0, 10))!.grid, 0), '123456789 日本\n12345678 日本', 'a blank that was printed is none that found no room');
	t.deepEqual(await spaced.search(' 日'), [{line: 0, column: 9, width: 3}, {line: 2, column: 8, width: 3}]);
	t.deepEqual([...(await history.lines(2, 1))!.grid.wrapped], [1], 'also where the row above was not asked for');
	t.deepEqual(await history.search('8  next'), [{line: 0, column: 7, width: 7}]);
	t.deepEqual(await history.search('本'), [{line: 4, column: 2, width: 2}]);
	t.deepEqual(await history.search('9日'), [{line: 3, column: 8, width: 3}]);
});

test('a word of wide characters that was wrapped in colour is found as one', async t => {
	const history = fileHistory(await file(t, kept('\u{1B}[31m123456789日本')), {styles: new StyleTable()});
	t.deepEqual(await history.search('9日'), [{line: 0, column: 8, width: 3}]);
});
