import test from 'ava';
import fc from 'fast-check';
import type {History} from '../../../source/client/panes/history.js';
import {ScrolledView} from '../../../source/client/panes/scrolled-view.js';
import {Grid} from '../../../source/screen/grid.js';
import {StyleTable} from '../../../source/screen/style.js';

const styles = new StyleTable();

/** Lines that say their number. */
function numbered(total: number, matches: number[] = []): History {
	return {
		async lines(from, count) {
			const first = Math.min(from, total);
			const rows = Math.min(count, total - first);
			const grid = new Grid({cols: 10, rows}, styles);
			for (let y = 0; y < rows; y++) {
				grid.put({x: 0, y}, `line ${first + y}`);
			}

			return {first, total, grid};
		},
		search: async () => matches.map(line => ({line, column: 0, width: 4})),
	};
}

test('wherever it is scrolled to, a view lies within the lines that there are', t => {
	fc.assert(fc.property(fc.integer({min: 1, max: 200}), fc.integer({min: 1, max: 50}), fc.array(fc.integer({min: -300, max: 300})), (total, height, steps) => {
		const view = new ScrolledView(numbered(total), {height, total});
		for (const step of steps) {
			view.scroll(step);
			t.true(view.top >= 0 && view.top <= Math.max(0, total - height));
			t.is(view.offset, Math.max(0, total - height - view.top));
		}
	}));
});

test('what is printed meanwhile does not move the lines that are looked at', t => {
	const view = new ScrolledView(numbered(100), {height: 10, total: 100});
	view.scroll(-20);
	const {top} = view;
	view.grew({total: 150, cols: 10});
	t.is(view.top, top);
	t.is(view.offset, 70);
});

test('a search goes to the newest match above, and steps round all of them', async t => {
	const view = new ScrolledView(numbered(100, [5, 40, 95]), {height: 10, total: 100});
	view.moveTo(50);
	await view.search('line');
	t.is(view.match, 1);
	t.true(view.top <= 40 && view.top + 10 > 40);
	view.step('older');
	t.is(view.match, 0);
	view.step('older');
	t.is(view.match, 2);
	view.step('newer');
	t.is(view.match, 0);
	await view.search('');
	t.deepEqual(view.matches, []);
});

test('in a pane that becomes lower or higher a view fills it, and what was shown at its top stays', async t => {
	const view = new ScrolledView(numbered(100), {height: 20, total: 100});
	view.resize(5);
	t.deepEqual([view.top, view.offset], [95, 0], 'the end stays the end');
	view.moveTo(30);
	view.resize(40);
	await view.settled;
	t.is(view.top, 30);
	t.is(view.grid!.rows, 40);
	view.show(80);
	t.is(view.top, 41);
	view.resize(90);
	await view.settled;
	t.deepEqual([view.top, view.grid!.rows], [10, 90], 'there is no line below the last');
});

test('lines that were wrapped anew or taken away are fetched again, and the end stays the end', async t => {
	let total = 100;
	const history = {...numbered(0), lines: async (from: number, count: number) => numbered(total).lines(from, count)};
	const view = new ScrolledView(history, {height: 10, total});
	await view.fetch();
	total = 40;
	view.grew({total, cols: 10});
	await view.settled;
	t.deepEqual([view.top, view.first, view.grid!.rows], [30, 30, 10]);
	const {grid} = view;
	view.grew({total: 50, cols: 10});
	await view.settled;
	t.is(view.grid, grid, 'what is printed meanwhile moves nothing');
	view.grew({total: 50, cols: 5});
	await view.settled;
	t.not(view.grid, grid);
});

test('the oldest line that is kept is the first that is shown, also where more have gone than was told', async t => {
	let oldest = 500;
	const history: History = {
		lines: async (from, count) => ({first: Math.max(from, oldest), total: 800, grid: new Grid({cols: 10, rows: Math.min(count, 800 - Math.max(from, oldest))}, styles)}),
		search: async () => [],
	};
	const view = new ScrolledView(history, {height: 10, total: 800, oldest});
	view.moveTo(0);
	await view.settled;
	t.deepEqual([view.top, view.first], [500, 500]);
	let leaps = 0;
	view.leapt.on(() => {
		leaps++;
	});
	view.grew({total: 900, oldest: 505, cols: 10});
	view.scroll(8);
	t.deepEqual([view.top, leaps], [508, 0], 'those below are kept');
	view.grew({total: 900, oldest: 600, cols: 10});
	t.is(view.top, 508, 'what is looked at stays');
	view.scroll(1);
	t.deepEqual([view.top, leaps], [600, 1]);
	view.scroll(-1);
	t.deepEqual([view.top, leaps], [600, 1], 'it is told once');
	view.grew({total: 900, oldest: 620, cols: 10});
	view.show(620);
	t.deepEqual([view.top, leaps], [620, 2]);
	view.moveTo(0);
	t.deepEqual([view.top, leaps], [620, 2]);
	oldest = 650;
	view.moveTo(600);
	await view.settled;
	t.deepEqual([view.top, view.first, leaps], [650, 650, 2]);
	oldest = 700;
	view.scroll(-1);
	await view.settled;
	t.deepEqual([view.top, leaps], [700, 3], 'it may be known only when they are fetched');
});

test('lines that nobody has for a while are shown as they were, and fetched when somebody has them', async t => {
	let isThere = true;
	const history: History = {lines: async (from, count) => isThere ? numbered(100).lines(from, count) : undefined, search: async () => []};
	const view = new ScrolledView(history, {height: 10, total: 100});
	await view.fetch();
	const {grid} = view;
	isThere = false;
	view.moveTo(20);
	await view.settled;
	t.is(view.grid, grid);
	await view.fetchMissing();
	isThere = true;
	await view.fetchMissing();
	t.is(view.first, 20);
});
