import {Buffer} from 'node:buffer';
import test from 'ava';
import fc from 'fast-check';
import {InputFilter} from '../../source/holder/filter.js';
import {XtermEngine} from '../../source/holder/xterm-engine.js';
import {attribute, paletteColor, rgbColor} from '../../source/screen/style.js';
import {gridText} from '../../source/screen/row-text.js';

const size = {cols: 80, rows: 24};

function feed(...chunks: Array<string | Uint8Array>): XtermEngine {
	const engine = new XtermEngine({size, historyLines: 1000});
	const filter = new InputFilter(() => engine.size);
	for (const chunk of chunks) {
		engine.write(filter.push(Buffer.from(chunk as string)));
	}

	engine.refresh();
	return engine;
}

test('a cell carries every attribute', t => {
	const engine = feed('\u{1B}[1;3;7;9;38;5;200;48;2;1;2;3;4:3;58;2;9;8;7mX');
	const {grid, styles} = engine;
	t.deepEqual(styles.get(grid.cell({x: 0, y: 0}).style), {
		foreground: paletteColor(200),
		background: rgbColor(0x01_02_03),
		attributes: attribute.bold + attribute.italic + attribute.inverse + attribute.strike,
		underline: 'curly',
		underlineColor: rgbColor(0x09_08_07),
	});
});

test('a link is kept for web addresses only', t => {
	const {grid, styles} = feed('\u{1B}]8;;https://a.example/x;y\u{7}A\u{1B}]8;;file:///etc/passwd\u{7}B\u{1B}]8;;\u{7}C');
	t.deepEqual([0, 1, 2].map(x => styles.get(grid.cell({x, y: 0}).style).link), ['https://a.example/x;y', undefined, undefined]);
});

test('only rows that look different are new', t => {
	const engine = feed('one\r\ntwo\r\nthree');
	const before = engine.revision;
	engine.write(Buffer.from('\u{1B}[2;1HTWO'));
	t.is(engine.refresh(), before + 1);
	t.deepEqual(engine.rowsChangedSince(before), [1]);
	engine.write(Buffer.from('\u{1B}[2;1HTWO'));
	t.is(engine.refresh(), before + 1);
	t.is(engine.rowsChangedSince(0).length, 24);
});

test('a mark that joins a letter later makes its row new', t => {
	const engine = feed('e');
	const before = engine.revision;
	engine.write(Buffer.from('e\u{301}'));
	engine.refresh();
	engine.write(Buffer.from('\r'));
	t.deepEqual(engine.rowsChangedSince(before), [0]);
	t.is(gridText(engine.grid), 'ee\u{301}');
});

test('a program\'s reports are read, the most urgent leading', t => {
	const report = (fields: string) => `\u{1B}]7501;${fields}\u{1B}\\`;
	t.deepEqual(feed(report('state=working:app=codex')).program, {state: 'working', app: 'codex'});
	const message = Buffer.from('approve\u{1B}[31m Bash?').toString('base64');
	t.deepEqual(feed(report('state=working'), report(`id=sub:state=blocked:kind=permission:msg=${message}`)).program, {state: 'blocked', kind: 'permission', message: 'approve[31m Bash?'});
	t.deepEqual(feed(report('state=blocked'), '\u{1B}]133;A\u{7}').program, {state: 'unknown'});
	t.deepEqual(feed(report('state=nonsense')).program, {state: 'unknown'});
});

test('titles are pushed and popped', t => {
	const engine = feed('\u{1B}]2;one\u{7}\u{1B}[22;0;0t\u{1B}]2;two\u{7}\u{1B}[23;0;0t');
	t.is(engine.title, 'one');
	engine.dispose();
});

test('a hostile number costs no time', t => {
	for (const final of ['L', 'M', 'S', 'T', 'Z', 'I', 'b', '@', 'P', 'X', 'A', 'H', 'r', 'J', 'K', 'd', 'E', '\'}', ' @']) {
		for (const number of ['65536', '2147483647', '100000000000']) {
			const start = performance.now();
			feed(`x\u{1B}[${number}${final}`);
			t.true(performance.now() - start < 10_000, `${number}${final}`);
		}
	}

	t.notThrows(() => feed(`e${'\u{301}'.repeat(100_000)}`, '\u{1B}[1000000000b'));
});

const text = fc.array(fc.oneof(
	fc.string({unit: 'grapheme'}),
	fc.constantFrom('\r\n', '\u{1B}[31m', '\u{1B}[0m', '\u{1B}[5;10H', '\u{1B}[2J', '\u{1B}[3L', '\u{1B}[2@', '\u{1B}[?1049h', '\u{1B}[?1049l', '中', '👩‍👩‍👧', '\u{1B}[4b', '\u{1B}]0;t\u{7}', '\t', '\u{8}'),
)).map(parts => Buffer.from(parts.join('')));

test('the screen is the same however its bytes were cut', t => {
	t.notThrows(() => {
		fc.assert(fc.property(text, fc.array(fc.nat(200), {maxLength: 6}), (bytes, cuts) => {
			const edges = [0, ...cuts.map(cut => Math.min(cut, bytes.length)).toSorted((a, b) => a - b), bytes.length];
			const whole = feed(bytes);
			const split = feed(...edges.slice(1).map((edge, index) => bytes.subarray(edges[index], edge)));
			const isSame = gridText(whole.grid) === gridText(split.grid) && JSON.stringify(whole.cursor) === JSON.stringify(split.cursor);
			whole.dispose();
			split.dispose();
			return isSame;
		}), {numRuns: 60});
	});
});
