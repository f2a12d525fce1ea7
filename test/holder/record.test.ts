import {Buffer} from 'node:buffer';
import {mkdtemp, readdir, readFile, rm} from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import test from 'ava';
import fc from 'fast-check';
import {writeHistory} from '../../source/holder/record.js';
import {ansiRow, goesOn, readLost, wholeAnsiRow} from '../../source/screen/ansi-row.js';
import {CellEngine} from '../../source/screen/engine/cell-engine.js';
import {Grid} from '../../source/screen/grid.js';
import {isWrapped, JoinedRows, leavesHole} from '../../source/screen/joined-rows.js';
import type {Lifetime} from '../support/lifetime.js';
import {countTurns} from './count-turns.js';

/** What a session leaves behind that has this on its screen and above it. */
async function written(t: Lifetime, engine: CellEngine): Promise<{text: string; ansi: string}> {
	const folder = await mkdtemp(path.join(os.tmpdir(), 'mw-record-'));
	t.teardown(async () => rm(folder, {recursive: true}));
	await writeHistory(folder, engine);
	const [ansi, text] = (await readdir(folder)).toSorted();
	return {text: await readFile(path.join(folder, text!), 'utf8'), ansi: await readFile(path.join(folder, ansi!), 'utf8')};
}

/** The same, with all of it at once. */
function whole(engine: CellEngine): {text: string; ansi: string} {
	const {cols} = engine.size;
	const lines = new JoinedRows();
	const rows: string[] = [];
	let last = new Grid({cols, rows: 1}, engine.styles);
	for (let number = 0; number < engine.totalLines; number++) {
		const grid = new Grid({cols, rows: 1}, engine.styles);
		engine.readLine(number, grid, 0);
		const row = {grid, y: 0};
		lines.add(row);
		if (isWrapped(row) && number > 0) {
			rows.push(`${leavesHole(row) ? wholeAnsiRow(last, 0).replace(/ (?=(?:\u{1B}\[0m)?$)/v, '') : wholeAnsiRow(last, 0)}\u{1B}[m`);
		} else if (number > 0) {
			rows.push(ansiRow(last, 0));
		}

		last = grid;
	}

	rows.push(ansiRow(last, 0));
	return {text: `${lines.end().join('\n').trimEnd()}\n`, ansi: `${rows.join('\n').trimEnd()}\n`};
}

test('what is written piece by piece is what it was as a whole', async t => {
	const word = fc.constantFrom('word', ' ', ' '.repeat(25), '日本', '語', '\u{1B}[31mred', '\u{1B}[44m ', '\u{1B}[m', '\u{A0}', '\u{3000}', 'e\u{301}', '👩‍👩‍👧', '\r\n', '\r\n\r\n', '\u{1B}[H\u{1B}[2J');
	const text = fc.array(word, {maxLength: 60}).map(words => words.join(''));
	await fc.assert(fc.asyncProperty(text, fc.integer({min: 2, max: 30}), async (printed, cols) => {
		const engine = new CellEngine({size: {cols, rows: 4}, historyLines: 1000});
		engine.write(Buffer.from(printed));
		t.deepEqual(await written(t, engine), whole(engine));
	}), {numRuns: 60});
});

test.serial('while a long history is written others have their turn, every few milliseconds', async t => {
	const engine = new CellEngine({size: {cols: 140, rows: 50}, historyLines: 10_000});
	engine.write(Buffer.from(Array.from({length: 11_000}, (_, index) => `\u{1B}[3${index % 8}m${index}\u{1B}[m some text of a log \u{1B}[1min bold\u{1B}[m ${'x'.repeat(80)}\r\n`).join('')));
	const turns = countTurns();
	const {text, ansi} = await written(t, engine);
	const {longest} = turns.end();
	t.true(longest < 0.3, `the longest turn took ${longest.toFixed(2)} of the time, and as a whole it would be nearly all of it`);
	t.is(text.split('\n').length, 10_051 - 1);
	t.is(readLost(ansi)!.lost, 11_000 - 10_049);
});

test('a line of nothing but blanks takes no memory, and text behind few of them stays on its line', async t => {
	const engine = new CellEngine({size: {cols: 100, rows: 5}, historyLines: 10_000});
	engine.write(Buffer.from(`begin${' '.repeat(100_000)}end${' '.repeat(1_950_000)}far away`));
	const {text, ansi} = await written(t, engine);
	t.is(text.replaceAll(/ {9,}/gv, ({length}) => length === 100_000 ? '[all of them]' : '[some]'), 'begin[all of them]end\n\n\n\n[some]far away\n');
	t.true(ansi.split('\n').slice(0, 19_000).every(row => goesOn(row)), 'and the rows of the other file still say that they are one line');
});
