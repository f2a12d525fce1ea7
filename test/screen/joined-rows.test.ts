import test from 'ava';
import fc from 'fast-check';
import {buildLines} from '../../source/screen/build-update.js';
import {CellEngine} from '../../source/screen/engine/cell-engine.js';
import {Grid} from '../../source/screen/grid.js';
import {JoinedRows} from '../../source/screen/joined-rows.js';
import {applyRows} from '../../source/screen/screen.js';
import {StyleTable} from '../../source/screen/style.js';

/** The lines of all that a program printed, read over the socket's form. `widths`: the columns of the screen, and those that it gets one after the other. */
function linesOf(text: string, ...widths: number[]): string[] {
	const [cols = 80, ...others] = widths;
	const engine = new CellEngine({size: {cols, rows: 4}, historyLines: 1000});
	engine.write(new TextEncoder().encode(text));
	for (const other of others) {
		engine.resize({cols: other, rows: 4});
	}

	const update = buildLines(engine, {from: 0, count: engine.totalLines});
	const grid = new Grid(update.size, new StyleTable());
	applyRows(grid, update);
	const rows = new JoinedRows();
	for (let y = 0; y < grid.rows; y++) {
		rows.add({grid, y});
	}

	return rows.end();
}

test('lines come back as they were printed, however narrow the screen was', t => {
	const word = fc.constantFrom('a', 'word', ' ', ' '.repeat(3), 'longer-than-it-is-wide', 'é', '日本', '語');
	const line = fc.array(word, {maxLength: 12}).map(words => words.join('').trimEnd());
	const width = fc.integer({min: 4, max: 30});
	fc.assert(fc.property(fc.array(line, {minLength: 1, maxLength: 8}), fc.array(width, {minLength: 1, maxLength: 3}), (lines, widths) => {
		t.deepEqual(linesOf(lines.join('\r\n'), ...widths).join('\n').trimEnd(), lines.join('\n').trimEnd());
	}), {numRuns: 600});
});

test('a blank in the last column before a wide character is part of the line where it was printed, and not where that one had no room', t => {
	t.deepEqual(linesOf('1234567 日本', 8).slice(0, 1), ['1234567 日本']);
	t.deepEqual(linesOf('1234567日本', 8).slice(0, 1), ['1234567日本']);
	t.deepEqual(linesOf('123456 日本', 8).slice(0, 1), ['123456 日本']);
});

test('rows that fill their width are lines of their own when they were not wrapped', t => {
	t.deepEqual(linesOf('12345678\r\n12345678\r\n', 8).slice(0, 2), ['12345678', '12345678']);
});
