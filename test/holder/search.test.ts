import test from 'ava';
import {search} from '../../source/holder/search.js';
import {XtermEngine} from '../../source/holder/xterm-engine.js';
import {CellEngine} from '../../source/screen/engine/cell-engine.js';
import {countTurns} from './count-turns.js';

const encoder = new TextEncoder();
const options = {size: {cols: 20, rows: 5}, historyLines: 1000};

for (const [name, make] of [['our engine', () => new CellEngine(options)], ['xterm', () => new XtermEngine(options)]] as const) {
	test(`lines that leave the history while it is searched take their matches with them, and the others are found where they are then: ${name}`, async t => {
		const engine = make();
		const print = (from: number, count: number) => {
			engine.write(encoder.encode(Array.from({length: count}, (_, index) => `number ${from + index}\r\n`).join('')));
		};

		print(0, 1004);
		t.is(engine.totalLines, 1005, 'the history is full');
		const searching = search(engine, {pattern: 'number', regularExpression: false, limit: 10_000});
		// The first lines were looked at; before the next are, thirty leave.
		print(1004, 30);
		const {matches, total} = await searching;
		t.is(total, matches.length);
		for (const {line, column} of [matches[0]!, matches[400]!, matches.at(-1)!]) {
			t.is(column, 0);
			t.true(engine.line(line).text.startsWith('number'));
		}

		t.is(matches[0]!.line, 0);
		t.is(engine.line(matches[0]!.line).text, 'number 30');
		t.is(matches.length, 1004);
	});
}

test('a match may begin on one row and end on another, and an expression that takes too long is given up', async t => {
	const engine = new CellEngine(options);
	engine.write(encoder.encode(`${'x'.repeat(15)}日本語needle${'y'.repeat(30)}\r\n${'a'.repeat(60)}!`));
	const {matches} = await search(engine, {pattern: '日.*needle', regularExpression: true, limit: 10});
	t.deepEqual(matches, [{line: 0, column: 15, width: 13}]);
	engine.write(encoder.encode(`\r\n${'z'.repeat(18)} 語 two words`));
	t.deepEqual((await search(engine, {pattern: 'z 語 two', regularExpression: false, limit: 10})).matches.map(({width}) => width), [9], 'and blanks where it was wrapped are part of the line');
	engine.write(encoder.encode(`\r\n${'z'.repeat(19)} 日本`));
	t.is((await search(engine, {pattern: 'z 日', regularExpression: false, limit: 10})).total, 1, 'also one before a wide character that would have had no room there');
	await t.throwsAsync(search(engine, {pattern: '(a+)+b', regularExpression: true, limit: 10}), {message: /takes more than 20 ms for one line/v});
	await t.throwsAsync(search(engine, {pattern: '(', regularExpression: true, limit: 10}), {message: /no regular expression/v});
});

test('a line that never ends is searched in turns too, and what is found in it is where it stands', async t => {
	const engine = new CellEngine({size: {cols: 100, rows: 5}, historyLines: 10_000});
	for (let count = 0; count < 15; count++) {
		engine.write(encoder.encode(`needle${' '.repeat(65_000 + count)}`));
	}

	t.true(engine.historyLines > 9000 && engine.line(9000).isWrapped);
	const turns = countTurns();
	const {matches, total} = await search(engine, {pattern: 'needle', regularExpression: false, limit: 10});
	t.true(turns.end().count > 5);
	t.is(total, 15);
	t.is(matches.length, 10);
	for (const {line, column} of matches) {
		const [row, below] = [engine.line(line), engine.line(line + 1)];
		t.is((row.text.padEnd(100) + below.text).indexOf('needle'), column);
	}

	t.is((await search(engine, {pattern: 'need|e', regularExpression: true, limit: 10_000})).total, 30);
});
