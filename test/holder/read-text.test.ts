import {Buffer} from 'node:buffer';
import test from 'ava';
import {readText} from '../../source/holder/read-text.js';
import {XtermEngine} from '../../source/holder/xterm-engine.js';
import {replyTooLong} from '../../source/protocol/holder.js';
import {CellEngine} from '../../source/screen/engine/cell-engine.js';
import {countTurns} from './count-turns.js';

const options = {size: {cols: 120, rows: 5}, historyLines: 20_000};
const line = (number: number): string => `number ${number} ${'of a log '.repeat(10)}.`;
const lines = (from: number, to: number): string[] => Array.from({length: to - from}, (_, index) => line(from + index));

for (const [name, make] of [['our engine', () => new CellEngine(options)], ['xterm', () => new XtermEngine(options)]] as const) {
	test(`a text is read in turns, and is as it was when it was asked for, but without the lines that left meanwhile: ${name}`, async t => {
		const engine = make();
		engine.write(Buffer.from(lines(0, 20_005).join('\r\n')));
		const turns = countTurns();
		const reading = readText(engine);
		engine.write(Buffer.from(`\u{1B}[H\u{1B}[2J${lines(50_000, 50_105).join('\r\n')}`));
		const text = await reading;
		t.true(turns.end().count > 2);
		const kept = text.split('\n');
		const first = Number(/number (?<number>\d+)/v.exec(text)!.groups!['number']);
		t.true(first === 0 || first >= 100, 'either it was read before it left, or all that was left behind it is gone');
		t.deepEqual(kept, lines(first, 20_005));
	});
}

test('of a text that is asked for the last lines are told, blank ones at the end not counted', async t => {
	const engine = new CellEngine(options);
	engine.write(Buffer.from('\r\none\r\n\r\ntwo\r\nthree\r\n\r\n'));
	t.is(await readText(engine), '\none\n\ntwo\nthree');
	t.is(await readText(engine, {last: 3}), '\ntwo\nthree');
	t.is(await readText(engine, {last: 0}), '');
	t.is(await readText(engine, {last: 100}), '\none\n\ntwo\nthree');
});

test('a text whose screen gets another size while it is read is whole, each line once', async t => {
	const engine = new CellEngine(options);
	engine.write(Buffer.from(lines(0, 15_000).join('\r\n')));
	const reading = readText(engine);
	engine.resize({cols: 50, rows: 30});
	t.deepEqual((await reading).split('\n'), lines(0, 15_000));
});

test('a text that is more than an answer holds is refused with what helps', async t => {
	const engine = new CellEngine(options);
	engine.write(Buffer.from(lines(0, 100).join('\r\n')));
	await t.throwsAsync(readText(engine, {limit: 5000}), {code: replyTooLong, message: /more than 5000 characters/v});
});
