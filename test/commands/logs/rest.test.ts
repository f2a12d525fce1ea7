import test from 'ava';
import {tellRest} from '../../../source/commands/logs/rest.js';
import {AnsiRows} from '../../../source/screen/ansi-row.js';
import {Grid} from '../../../source/screen/grid.js';
import {hold, numbered, printed, type Held} from './held.js';

/** Tells what a reader of the session has not told, from the file that its holder leaves behind. */
function rest({engine, reader, told, lost}: Held): void {
	const grid = new Grid({cols: engine.size.cols, rows: 1}, engine.styles);
	const rows = new AnsiRows(engine.lostLines);
	let file = '';
	for (const _ of engine.walk(grid)) {
		file += rows.add(grid, 0);
	}

	tellRest(file + rows.end(), reader, {
		line(text) {
			told.push(text);
		},
		lost(count) {
			lost.push(count);
		},
	});
}

test('the lines that a session printed last are told from its history, where its history is full too', async t => {
	const held = hold(t, {historyLines: 100});
	held.print(printed(numbered(0, 90)));
	await held.read();
	held.print(`${printed(numbered(90, 150))}\u{1B}[32m${'green '.repeat(30)}end\u{1B}[0m`);
	rest(held);
	t.deepEqual(held.told, [...numbered(0, 150), `${'green '.repeat(30)}end`]);
	t.deepEqual(held.lost, []);
});

test('what was lost before the end is counted', async t => {
	const held = hold(t, {historyLines: 100});
	held.print(printed(numbered(0, 90)));
	await held.read();
	held.print(printed(numbered(90, 500)));
	rest(held);
	t.deepEqual(held.told, [...numbered(0, 89), ...numbered(377, 500)]);
	t.deepEqual(held.lost, [377 - 89]);
});

test('a session that ends on its alternate screen is told to its end, though its lines were wrapped anew there', async t => {
	const held = hold(t, {historyLines: 100, size: {cols: 80, rows: 5}});
	const lines = numbered(0, 50).map(line => `${line} ${'x'.repeat(50)}`);
	held.print(printed(lines));
	await held.read();
	held.print('\u{1B}[?1049h');
	held.engine.resize({cols: 20, rows: 5});
	held.print('\u{1B}[Hbye');
	t.false(await held.read({isLast: true}));
	rest(held);
	t.deepEqual(held.told.filter(line => line !== ''), [...lines, 'bye']);
	t.deepEqual(held.lost, []);
});

test('a burst in another width at the very end costs no line that is kept', async t => {
	const held = hold(t, {historyLines: 100, size: {cols: 80, rows: 5}});
	const lines = numbered(0, 90).map(line => `${line} ${'x'.repeat(50)}`);
	held.print(printed(lines));
	await held.read();
	held.print('\u{1B}[?1049h');
	held.engine.resize({cols: 20, rows: 5});
	await held.read();
	held.print(`\u{1B}[?1049l${printed(numbered(90, 150))}`);
	rest(held);
	const told = new Set(held.told);
	t.deepEqual(numbered(90, 150).filter(line => !told.has(line)), []);
	t.deepEqual(lines.slice(50).filter(line => !told.has(line)), []);
});
