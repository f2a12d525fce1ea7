import test from 'ava';
import fc from 'fast-check';
import {decodeScreenUpdate, encodeScreenUpdate, type ScreenUpdate} from '../../source/protocol/screen-update.js';
import type {Grid} from '../../source/screen/grid.js';
import {encodeRow, UpdateStyles} from '../../source/screen/row-codec.js';
import {plainModes, Screen} from '../../source/screen/screen.js';
import {StyleTable} from '../../source/screen/style.js';
import {grid} from './arbitraries.js';

/** A whole screen as an update. */
function whole(source: Grid, parts: Partial<ScreenUpdate> = {}): ScreenUpdate {
	const styles = new UpdateStyles();
	const rows = Array.from({length: source.rows}, (_, y) => encodeRow({grid: source, y}, styles));
	const cursor = {x: 1, y: 0, visible: true, shape: 'bar', blink: true} as const;
	return {revision: 1, base: 0, size: {cols: source.cols, rows: source.rows}, cursor, modes: plainModes, historyLines: 0, styles: styles.list, rows, ...parts};
}

/** Cells with the looks themselves and not their numbers. */
const looks = (of: Grid) => Array.from({length: of.cols * of.rows}, (_, index) => {
	const cell = of.cell({x: index % of.cols, y: Math.floor(index / of.cols)});
	return [cell.text, cell.width, of.styles.get(cell.style)];
});

test('a screen that crossed the socket looks as it did', t => {
	t.notThrows(() => {
		fc.assert(fc.property(grid, source => {
			const screen = new Screen(new StyleTable());
			screen.apply(decodeScreenUpdate(encodeScreenUpdate(whole(source))));
			return JSON.stringify(looks(screen.grid)) === JSON.stringify(looks(source)) && screen.grid.wrapped.join('') === source.wrapped.join('');
		}), {numRuns: 300});
	});
});

test('an update with one row changes that row alone', t => {
	t.notThrows(() => {
		fc.assert(fc.property(grid, grid, fc.nat(5), (first, second, y) => {
			fc.pre(second.cols === first.cols && y < first.rows && y < second.rows);
			const screen = new Screen(new StyleTable());
			screen.apply(whole(first));
			const before = whole(first, {revision: 2, base: 1});
			const styles = new UpdateStyles();
			const rows = [encodeRow({grid: second, y}, styles)];
			screen.apply({...before, rows, styles: styles.list});
			const expected = looks(first);
			expected.splice(y * first.cols, first.cols, ...looks(second).slice(y * first.cols, (y + 1) * first.cols));
			return JSON.stringify(looks(screen.grid)) === JSON.stringify(expected);
		}), {numRuns: 300});
	});
});

test('the title stays until another comes', t => {
	const screen = new Screen(new StyleTable());
	const base = {size: {cols: 2, rows: 1}, cursor: {x: 0, y: 0, visible: false, shape: 'block', blink: false} as const, modes: plainModes, historyLines: 0, styles: [], rows: []};
	screen.apply({...base, revision: 1, base: 0, title: 'one'});
	screen.apply({...base, revision: 2, base: 1});
	t.is(screen.title, 'one');
});

test('an update of a revision that is not here is refused', t => {
	const screen = new Screen(new StyleTable());
	t.throws(() => screen.apply({revision: 9, base: 8, size: {cols: 2, rows: 1}, cursor: screen.cursor, modes: plainModes, historyLines: 0, styles: [], rows: []}), {instanceOf: RangeError});
});
