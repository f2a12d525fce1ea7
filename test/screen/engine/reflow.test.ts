import test from 'ava';
import fc from 'fast-check';
import {historyCodec} from '../../../source/holder/history-codec.js';
import type {CellEngine} from '../../../source/screen/engine/cell-engine.js';
import {glyphText} from '../../../source/screen/glyph.js';
import {Grid} from '../../../source/screen/grid.js';
import {gridText} from '../../../source/screen/row-text.js';
import {feed, write} from './feed.js';

/** What was printed, however wide the screen is: rows that were wrapped are one line. */
function printed(engine: CellEngine): string[] {
	const lines: string[] = [];
	for (let number = 0; number < engine.totalLines; number++) {
		const {text, isWrapped, isAfterBlank} = engine.line(number);
		if (isWrapped && lines.length > 0) {
			lines.push(`${lines.pop()}${isAfterBlank ? ' ' : ''}${text}`);
		} else {
			lines.push(text);
		}
	}

	return lines;
}

test('a look from a narrow screen costs no line of a history that is full, and what is printed meanwhile counts as lines too', t => {
	const line = (number: number) => `${number} of many-lines-that-are-wider-than-the-screen-will-be-for-a-while-${number}`;
	const lines = (from: number, to: number) => Array.from({length: to - from}, (_, index) => line(from + index));
	const engine = feed(lines(0, 990).join('\r\n'), {size: {cols: 100, rows: 6}, historyLines: 1000});
	for (const cols of [30, 100, 17, 60, 100]) {
		engine.resize({cols, rows: 6});
		t.deepEqual(printed(engine), lines(0, 990), `${cols} columns`);
	}

	engine.resize({cols: 30, rows: 6});
	write(engine, `\r\n${lines(990, 1300).join('\r\n')}`);
	engine.resize({cols: 100, rows: 6});
	const kept = printed(engine);
	t.deepEqual(kept, lines(1300 - kept.length, 1300));
	t.true(kept.length >= 1000 && kept.length <= 1006, `${kept.length}`);
});

test('ten thousand lines of two hundred characters are all kept when they are looked at from twenty columns', t => {
	const lines = Array.from({length: 10_000}, (_, number) => `${number} `.padEnd(190, 'words of a log   and more ').padEnd(199, ' ') + '.');
	const engine = feed(lines.join('\r\n'), {size: {cols: 220, rows: 6}, historyLines: 10_000});
	for (const cols of [20, 220]) {
		engine.resize({cols, rows: 6});
		t.is(engine.lostLines, 0, `${cols} columns`);
	}

	t.deepEqual(printed(engine), lines);
});

test('whatever is printed and however the size changes, the newest lines are kept, as many as wanted, each as it was printed', t => {
	const step = fc.record({lines: fc.integer({min: 0, max: 500}), width: fc.integer({min: 0, max: 90}), cols: fc.constantFrom(40, 40, 40, 25, 63), rows: fc.integer({min: 2, max: 300})});
	fc.assert(fc.property(fc.integer({min: 1, max: 900}), fc.array(step, {minLength: 1, maxLength: 6}), (historyLines, steps) => {
		const engine = feed('', {size: {cols: 40, rows: 5}, historyLines});
		const told: string[] = [];
		for (const {lines, width, cols, rows} of steps) {
			for (let line = 0; line < lines; line++) {
				told.push(`${told.length}:${'x'.repeat((width * line) % 91)}.`);
				write(engine, `${told.at(-1)!}\r\n`);
			}

			engine.resize({cols, rows});
			t.notThrows(() => [...engine.pack(historyCodec)]);
			const kept = printed(engine);
			const text = kept.slice(0, kept.findLastIndex(line => line !== '') + 1);
			const least = Math.min(told.length, historyLines);
			t.true(text.length >= least, `${text.length} of ${least} lines`);
			t.true(text.every((line, index) => line === told[told.length - text.length + index]), text.find((line, index) => line !== told[told.length - text.length + index]));
		}
	}), {numRuns: 40});
});

test('a screen that grows over a history with little left in its first block takes what there is', t => {
	const engine = feed(Array.from({length: 120}, (_, number) => `line ${number}`).join('\r\n'), {size: {cols: 20, rows: 5}, historyLines: 50});
	for (const rows of [10, 40, 80, 5]) {
		engine.resize({cols: 20, rows});
		t.deepEqual(printed(engine).filter(text => text !== ''), Array.from({length: 55}, (_, index) => `line ${65 + index}`));
	}
});

test('lines that are too many to be wrapped anew know how wide they were, and none gets blanks that were not printed', t => {
	const line = (number: number) => `${number}:${'abcdefghij'.repeat(25)}:${number}`;
	const lines = Array.from({length: 15_000}, (_, number) => line(number));
	const engine = feed(lines.join('\r\n'), {size: {cols: 300, rows: 6}, historyLines: 16_000});
	for (const cols of [40, 300, 40, 120]) {
		engine.resize({cols, rows: 6});
		const kept = printed(engine);
		t.true(kept.every((text, number) => text === lines[number]), `${cols} columns`);
		t.is(kept.length, lines.length);
	}
});

test('a screen that loses rows while its history ends with a full block goes on, at every number of lines', t => {
	for (const lines of [0, 1, 255, 256, 257, 512]) {
		for (const historyLines of [400, 5000]) {
			const text = Array.from({length: lines + 24}, (_, number) => `line ${number}`);
			const engine = feed(text.join('\r\n'), {size: {cols: 80, rows: 24}, historyLines});
			for (const rows of [20, 20, 5, 24]) {
				engine.resize({cols: 80, rows});
				const kept = printed(engine).filter(line => line !== '');
				t.deepEqual(kept, text.slice(-kept.length), `${lines} lines, ${rows} rows`);
				t.true(kept.length >= Math.min(text.length, historyLines));
			}
		}
	}
});

test('a row that was made blank behind one that ends early moves nothing of the line when the screen grows wide', t => {
	const row = '漢bcdefghi';
	const engine = feed(`${row}${'x'.repeat(20)}\r\n`, {size: {cols: 10, rows: 6}, historyLines: 300});
	// The second row is blank, and the first ends after four columns.
	write(engine, '\u{1B}[2;1H\u{1B}[10X\u{1B}[1;5H\u{1B}[K\u{1B}[6;1H');
	write(engine, '\r\n'.repeat(40));
	engine.resize({cols: 60, rows: 6});
	t.is(engine.line(0).text.indexOf('x'), 19, engine.line(0).text);
});

/** Every cell of history and screen, and its style. */
function cells(engine: CellEngine): string[] {
	const row = new Grid({cols: engine.size.cols, rows: 1}, engine.styles);
	return Array.from(engine.walk(row), () => [...row.glyphs].map((glyph, x) => `${glyphText(glyph)}${row.styleIds[x] === 0 ? '' : JSON.stringify(row.styles.get(row.styleIds[x]!).foreground)}`).join(' '));
}

/** Where the screen begins depends on how tall it was. */
const withoutBlank = (rows: readonly string[]): string[] => rows.slice(0, rows.findLastIndex(row => row.trim() !== '') + 1);

test('whatever sizes a screen had, and whatever was packed between, it is cell for cell as if it had been that wide when the lines were printed', t => {
	const part = fc.record({count: fc.integer({min: 1, max: 400}), width: fc.integer({min: 0, max: 25}), long: fc.constantFrom(0, 0, 90, 400), at: fc.constantFrom(7, 255)});
	fc.assert(fc.property(fc.array(part, {minLength: 1, maxLength: 6}), fc.array(fc.record({cols: fc.oneof(fc.integer({min: 12, max: 150}), fc.constantFrom(60, 60)), rows: fc.integer({min: 3, max: 40}), isPacked: fc.boolean()}), {minLength: 1, maxLength: 5}), (parts, steps) => {
		const text = parts.map(({count, width, long, at}, index) => Array.from({length: count}, (_, number) => `\u{1B}[3${(number + index) % 8}m${number}:${'x'.repeat(number === at ? long : (number * 7) % (width + 1))}\u{1B}[m.`).join('\r\n')).join('\r\n');
		const engine = feed(text, {size: {cols: 60, rows: 6}, historyLines: 5000});
		for (const {cols, rows, isPacked} of steps) {
			t.notThrows(() => isPacked && [...engine.pack(historyCodec)]);
			engine.resize({cols, rows});
			write(engine, `\r\nat ${cols}`);
		}

		const last = steps.at(-1)!.cols;
		const fresh = feed([text, ...steps.map(step => `at ${step.cols}`)].join('\r\n'), {size: {cols: last, rows: 6}, historyLines: 5000});
		t.deepEqual(withoutBlank(cells(engine)), withoutBlank(cells(fresh)));
	}), {numRuns: 40});
});

test('a cursor that waits to wrap goes on with its line after another size, also when that came under the alternate screen', t => {
	const shownAt = (cols: number, under: boolean, text: string) => {
		const engine = feed(text, {size: {cols: 10, rows: 6}});
		write(engine, under ? '\u{1B}[?1049h' : '');
		engine.resize({cols, rows: 6});
		write(engine, `${under ? '\u{1B}[?1049l' : ''}ls`);
		return {text: gridText(engine.grid), cursor: engine.cursor};
	};

	for (const cols of [4, 5, 9, 10, 11, 14, 20]) {
		for (const text of ['abcde fgh>', 'abcde fgh>0123456789', 'abcd', '中中中中中']) {
			t.deepEqual(shownAt(cols, true, text), shownAt(cols, false, text), `${text} at ${cols}`);
		}
	}

	t.is(shownAt(14, true, 'abcde fgh>').text, 'abcde fgh>ls');
});

test('another size leaves the tabs that were set, and new columns have theirs', t => {
	const engine = feed('\u{1B}[3g\u{1B}[5G\u{1B}H\r', {size: {cols: 20, rows: 6}});
	engine.resize({cols: 40, rows: 6});
	write(engine, '\tx\ty\tz');
	t.is(gridText(engine.grid), '    x                   y       z');
});
