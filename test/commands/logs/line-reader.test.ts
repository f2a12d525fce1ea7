import test from 'ava';
import fc from 'fast-check';
import type {HolderLink} from '../../../source/link/holder-link.js';
import {hold, numbered, printed} from './held.js';

const sum = (numbers: readonly number[]): number => numbers.reduce((all, count) => all + count, 0);

test('a history that is full goes on being told: no line twice, none left out', async t => {
	const {print, read, told, lost} = hold(t, {historyLines: 100});
	for (let round = 0; round < 8; round++) {
		print(printed(numbered(round * 40, (round + 1) * 40)));
		await read();
		t.is(told.length, ((round + 1) * 40) - 1, 'all but the last line, which may go on');
	}

	await read({isLast: true});
	await read({isLast: true});
	t.deepEqual(told, numbered(0, 320));
	t.deepEqual(lost, []);
});

for (const historyLines of [0, 100]) {
	test(`what left a history of ${historyLines} lines before it was read is counted, and the rest is told`, async t => {
		const {print, read, told, lost} = hold(t, {historyLines});
		print(printed(numbered(0, 20)));
		await read();
		print(printed(numbered(20, 500)));
		await read();
		print('the end');
		await read({isLast: true});
		const oldest = 500 - historyLines - 23;
		t.deepEqual(told, [...numbered(0, 19), ...numbered(oldest, 500), 'the end']);
		t.deepEqual(lost, [oldest - 19]);
	});
}

test('lines that were gone before anybody asked are not missed', async t => {
	const {print, read, told, lost} = hold(t, {historyLines: 100});
	print(printed(numbered(0, 500)));
	await read({isLast: true});
	t.deepEqual([told, lost], [numbered(377, 500), []]);
});

test('what is printed after the screen was cleared is told, and the last line before it', async t => {
	for (const clear of ['\u{1B}[H\u{1B}[2J\u{1B}[3J', '\u{1B}[2J\u{1B}[H', '\u{1B}[H\u{1B}[J', '\u{1B}c']) {
		const {print, read, told, lost} = hold(t, {historyLines: 100});
		print(printed(numbered(0, 50)));
		await read();
		print(`${clear}after\r\n`);
		await read();
		print(printed(numbered(50, 90)));
		await read();
		print(`${clear}once\r\n`);
		print(`${clear}more\r\n${printed(numbered(90, 100))}`);
		await read({isLast: true});
		t.deepEqual(told, [...numbered(0, 50), 'after', ...numbered(50, 90), 'more', ...numbered(90, 100)], JSON.stringify(clear));
		t.deepEqual(lost, []);
	}
});

test('a prompt that is drawn again on a cleared screen is told once', async t => {
	const {print, read, told} = hold(t);
	print('\u{1B}[H\u{1B}[2J$ ');
	await read();
	print('\r\u{1B}[J$ make\r\n');
	await read();
	print('done');
	await read({isLast: true});
	t.deepEqual(told, ['$ make', 'done']);
});

test('nothing of the alternate screen is told, and after it what goes on', async t => {
	const {print, read, told, engine} = hold(t, {historyLines: 100});
	print(printed(numbered(0, 150)));
	t.true(await read());
	print(`\u{1B}[?1049h${printed(numbered(1000, 1100))}`);
	t.false(await read({isLast: true}));
	engine.resize({cols: 4, rows: 10});
	t.false(await read());
	print(`\u{1B}[?1049l${printed(numbered(150, 170))}`);
	t.true(await read({isLast: true}));
	t.deepEqual(told, [...numbered(27, 170)], '27 had left the history before the first look');
});

test('what was wrapped is one line, at every width that it is given', async t => {
	const long = (number: number) => `${number} ${'0123456789'.repeat(number % 17)}.`;
	const {print, read, told, lost, engine} = hold(t, {historyLines: 150, size: {cols: 30, rows: 10}});
	const lines = Array.from({length: 400}, (_, number) => long(number));
	for (const [round, cols] of [30, 7, 100, 45, 12, 12, 160, 20].entries()) {
		engine.resize({cols, rows: 5 + (round % 3)});
		print(printed(lines.slice(round * 50, (round + 1) * 50)));
		await read();
		engine.resize({cols: cols + 3, rows: 9});
		await read();
	}

	await read({isLast: true});
	t.deepEqual(told, lines);
	t.deepEqual(lost, []);
});

test('a line that never ends is told in parts, and none of it is lost when the width changes', async t => {
	const {print, read, told, engine} = hold(t, {size: {cols: 10, rows: 5}, historyLines: 20_000});
	const text = Array.from({length: 30_000}, (_, index) => String(index).padStart(5, '.')).join('');
	print(`first\r\n${text.slice(0, 100_000)}`);
	await read();
	engine.resize({cols: 20, rows: 5});
	print(`${text.slice(100_000)}\r\nlast`);
	await read({isLast: true});
	t.is(told[0], 'first');
	t.is(told.at(-1), 'last');
	t.is(told.slice(1, -1).join(''), text);
	t.true(told.length > 3);
});

test('whatever the program and its screen do, each line is told once and in order, or counted', async t => {
	const anyStep = fc.oneof(
		fc.record({type: fc.constant('print' as const), count: fc.integer({min: 1, max: 90}), length: fc.integer({min: 0, max: 120})}),
		fc.record({type: fc.constant('resize' as const), cols: fc.integer({min: 8, max: 90}), rows: fc.integer({min: 3, max: 30})}),
		fc.constant({type: 'forget' as const}),
		fc.constant({type: 'alternate' as const}),
		fc.constant({type: 'read' as const}),
	);
	await fc.assert(fc.asyncProperty(fc.array(anyStep, {maxLength: 30}), fc.constantFrom(0, 40, 2000), async (steps, historyLines) => {
		const {print, read, told, lost, engine} = hold(t, {size: {cols: 40, rows: 10}, historyLines});
		const lines = ['begin'];
		print('begin\r\n');
		await read();
		for (const step of steps) {
			switch (step.type) {
				case 'print': {
					const next = Array.from({length: step.count}, (_, index) => `${lines.length + index}${'='.repeat(step.length)}!`);
					lines.push(...next);
					print(printed(next));
					break;
				}

				case 'resize': {
					engine.resize(step);
					break;
				}

				case 'forget': {
					print('\u{1B}[3J');
					break;
				}

				case 'alternate': {
					print('\u{1B}[?1049hnothing');
					await read();
					print('\u{1B}[?1049l');
					break;
				}

				default: {
					await read();
				}
			}
		}

		await read({isLast: true});
		// One whose beginning is lost is told from where it is kept, and counted too.
		const whole = told.filter(line => lines.includes(line));
		t.deepEqual(whole, lines.filter(line => whole.includes(line)));
		t.is(new Set(whole).size, whole.length);
		t.is(whole.length + sum(lost), lines.length, JSON.stringify({lost, told}));
	}), {numRuns: 60});
});

test('a program that clears its screen faster than it is read is left for the next time, and then told', async t => {
	const {print, read, reader, link, told} = hold(t);
	print('begin\r\n');
	await read();
	let asked = 0;
	const restless = Object.assign(Object.create(link) as HolderLink, {
		async lines(from: number, count: number) {
			asked++;
			print(`\u{1B}[H\u{1B}[2Jpicture ${asked}`);
			return link.lines(from, count);
		},
	});
	t.false(await reader.read(restless, {isLast: true}));
	t.true(asked < 100, `${asked} pages`);
	print('\u{1B}[H\u{1B}[2Jcalm\r\nnow\r\n');
	t.true(await read({isLast: true}));
	t.is(told[0], 'begin');
	t.deepEqual(told.slice(-2), ['calm', 'now']);
});
