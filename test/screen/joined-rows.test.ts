import test from 'ava';
import fc from 'fast-check';
import {buildLines} from '../../source/screen/build-update.js';
import {CellEngine} from '../../source/screen/engine/cell-engine.js';
import {Grid} from '../../source/screen/grid.js';
import {JoinedRows} from '../../source/screen/joined-rows.js';
import {applyRows} from '../../source/screen/screen.js';
import {StyleTable} from '../../source/screen/style.js';

/** The lines of all that a program printed, read over the socket's form. */
function linesOf(text: string, cols: number): string[] {
	const engine = new CellEngine({size: {cols, rows: 4}, historyLines: 1000});
	engine.write(new TextEncoder().encode(text));
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
	const spaced = fc.constantFrom('a', 'word', ' ', ' '.repeat(3), 'longer-than-it-is-wide', 'é');
	// A blank in the last column before one of these could be a printed one or not: nobody knows.
	const wide = fc.constantFrom('日本', '語', 'a', 'word');
	const line = fc.oneof(fc.array(spaced, {maxLength: 12}), fc.array(wide, {maxLength: 12})).map(words => words.join('').trimEnd());
	fc.assert(fc.property(fc.array(line, {minLength: 1, maxLength: 8}), fc.integer({min: 4, max: 30}), (lines, cols) => {
		t.deepEqual(linesOf(lines.join('\r\n'), cols).join('\n').trimEnd(), lines.join('\n').trimEnd());
	}), {numRuns: 300});
});

test('rows that fill their width are lines of their own when they were not wrapped', t => {
	t.deepEqual(linesOf('12345678\r\n12345678\r\n', 8).slice(0, 2), ['12345678', '12345678']);
});
