import {Buffer} from 'node:buffer';
import process from 'node:process';
import test from 'ava';
import fc from 'fast-check';
import {historyCodec} from '../../../source/holder/history-codec.js';
import {CellEngine} from '../../../source/screen/engine/cell-engine.js';
import {History} from '../../../source/screen/engine/history.js';
import {LineCells} from '../../../source/screen/engine/line-cells.js';
import {Page} from '../../../source/screen/engine/page.js';
import {Grid} from '../../../source/screen/grid.js';
import {rowText} from '../../../source/screen/row-text.js';
import {paletteColor} from '../../../source/screen/style.js';
import {feed, write} from './feed.js';

const texts = (engine: CellEngine): string[] => Array.from({length: engine.totalLines}, (_, number) => engine.line(number).text);

test('the newest lines are kept, exactly as many as wanted', t => {
	for (const historyLines of [0, 1, 10, 255, 256, 257, 600]) {
		const engine = feed(Array.from({length: 2000}, (_, number) => `line ${number}`).join('\r\n'), {historyLines});
		t.is(engine.historyLines, historyLines);
		t.deepEqual(texts(engine), Array.from({length: historyLines + 6}, (_, index) => `line ${2000 - 6 - historyLines + index}`));
	}
});

test('a line of the history looks as it did on the screen', t => {
	t.notThrows(() => {
		fc.assert(fc.property(fc.array(fc.tuple(fc.nat(7), fc.oneof(fc.string({unit: 'grapheme'}), fc.constantFrom('中文', 'e\u{301}', '👩‍👩‍👧', '🇩🇪', ' '.repeat(4), '│'))), {maxLength: 8}), parts => {
			const line = parts.map(([color, text]) => `\u{1B}[${color === 0 ? 0 : 30 + color}m${text.replaceAll(/\p{Control}/gv, '')}`).join('');
			const engine = feed(`${line}\u{1B}[0m`, {size: {cols: 200, rows: 2}});
			const {styles} = engine;
			const before = new Grid({cols: 200, rows: 1}, styles);
			engine.readLine(0, before, 0);
			const {text} = engine.line(0);
			write(engine, '\r\n\n\n');
			const after = new Grid({cols: 200, rows: 1}, styles);
			engine.readLine(0, after, 0);
			return engine.historyLines === 2 && before.rowEquals(0, after, 0) && engine.line(0).text === text;
		}), {numRuns: 300});
	});
});

test('every line is walked: history, screen, and the alternate screen when it is on', t => {
	const engine = feed('a\r\nb\r\nc\r\nd\u{1B}[?1049h\u{1B}[Hinside', {size: {cols: 10, rows: 2}});
	const row = new Grid({cols: 10, rows: 1}, engine.styles);
	const lines: string[] = Array.from(engine.walk(row), _ => rowText(row, 0));

	t.deepEqual(lines, ['a', 'b', 'c', 'd', 'inside', '']);
	t.is(engine.historyLines, 0);
});

test('a flood behind a full history uses its room again', t => {
	const history = new History(1000);
	const page = new Page(80, 1);
	page.glyphs.fill(0x78 + (1 << 22));
	page.touch(0);
	const push = (lines: number) => {
		for (let number = 0; number < lines; number++) {
			history.push(page, 0);
		}
	};

	push(10_000);
	const before = process.memoryUsage().arrayBuffers;
	push(256 * 1000);
	const grown = process.memoryUsage().arrayBuffers - before;
	t.true(grown < 100_000, `${grown} bytes`);
});

test('10,000 lines of text take about a megabyte', t => {
	const history = new History(10_000);
	const page = new Page(80, 1);
	for (let number = 0; number < 10_000; number++) {
		page.clearRow(0, 0);
		const text = `${number} `.padEnd(60 + (number % 20), 'some text of a log ');
		page.glyphs.set(Array.from(text, character => character.codePointAt(0)! + (1 << 22)));
		page.touch(0);
		history.push(page, 0);
	}

	t.is(history.length, 10_000);
	t.true(history.size < 1_000_000, String(history.size));
	const cells = new LineCells();
	history.read(9999, cells);
	t.is(cells.length, '9999 '.padEnd(60 + (9999 % 20), 'some text of a log ').trimEnd().length);
});

test('a history of colours takes no more than its share', t => {
	const history = new History(1000);
	const page = new Page(200, 1);
	for (let number = 0; number < 5000; number++) {
		page.glyphs.fill(0x78 + (1 << 22));
		page.styleIds.set(Array.from({length: 200}, (_, x) => (number * 200) + x + 1));
		page.touch(0);
		history.push(page, 0);
	}

	t.true(history.length > 100 && history.size <= 1_500_000, `${history.length} lines, ${history.size} bytes`);
});

test('lines that come after a change of the size keep their looks', t => {
	const lines = (from: number) => Array.from({length: 300}, (_, index) => `\u{1B}[38;5;${(from + index) % 256}mline ${from + index}\u{1B}[0m`).join('\r\n');
	const engine = feed(lines(0), {historyLines: 1000});
	engine.resize({cols: 20, rows: 40});
	write(engine, `\r\n${lines(300)}`);
	const row = new Grid({cols: 20, rows: 1}, engine.styles);
	for (let number = 0; number < 600; number++) {
		engine.readLine(number, row, 0);
		t.is(rowText(row, 0), `line ${number}`);
		t.is(engine.styles.get(row.cell({x: 0, y: 0}).style).foreground, paletteColor(number % 256));
	}
});

const coloured = (number: number) => `\u{1B}[38;5;${number % 256};48;2;${number % 7};0;${number % 11}mline ${number}\u{1B}[0m and 中文 ${'x'.repeat(number % 30)}`;

test('lines that were packed further look as before, while others come, go, are wrapped anew and looks are renumbered', t => {
	const packed: number[] = [];
	const codec = {
		pack(bytes: Uint8Array) {
			packed.push(bytes.length);
			return historyCodec.pack(bytes);
		},
		unpack: historyCodec.unpack,
	};
	const size = {cols: 60, rows: 6};
	const [plain, engine] = [feed('', {size, historyLines: 6000}), feed('', {size, historyLines: 6000})];
	const both = (text: string) => {
		write(plain, text);
		write(engine, text);
	};

	const isSame = () => {
		t.is(engine.totalLines, plain.totalLines);
		const rows = [new Grid({cols: engine.size.cols, rows: 1}, plain.styles), new Grid({cols: engine.size.cols, rows: 1}, engine.styles)] as const;
		for (let number = 0; number < plain.totalLines; number += 1 + (number % 3)) {
			plain.readLine(number, rows[0], 0);
			engine.readLine(number, rows[1], 0);
			t.is(rowText(rows[1], 0), rowText(rows[0], 0), `line ${number}`);
			t.deepEqual(engine.styles.get(rows[1].cell({x: 0, y: 0}).style), plain.styles.get(rows[0].cell({x: 0, y: 0}).style));
		}
	};

	const lines = (from: number, count: number) => `${Array.from({length: count}, (_, index) => coloured(from + index)).join('\r\n')}\r\n`;
	both(lines(0, 7000));
	const blocks = [...engine.pack(codec)].length;
	t.true(blocks > 20 && packed.length === blocks);
	isSame();
	t.is([...engine.pack(codec)].length, 0, 'what is packed stays so');

	const steps = engine.pack(codec);
	both(lines(7000, 1500));
	steps.next();
	both(lines(8500, 1500));
	t.true([...steps].length < 8);
	isSame();
	// More looks than the table keeps.
	both(`${Array.from({length: 17_000}, (_, index) => `\u{1B}[38;2;${index >> 8};${index & 0xFF};9m.`).join('')}\u{1B}[0m\r\n`);
	isSame();
	// Wrapped anew; and the screen grows over lines that were packed, and others come behind those.
	for (const newSize of [{cols: 31, rows: 9}, {cols: 31, rows: 700}]) {
		plain.resize(newSize);
		engine.resize(newSize);
		isSame();
		const packedAnew = [...engine.pack(codec)].length;
		t.true(packedAnew <= Math.ceil(engine.historyLines / 256), `${packedAnew} blocks of ${engine.historyLines} lines`);
	}

	t.true(packed.length > blocks + 25, 'lines that were wrapped anew were packed again');
	both(lines(20_000, 900));
	isSame();
});

test('erasing what was scrolled away leaves the screen', t => {
	const engine = feed(`${'line\r\n'.repeat(50)}last\u{1B}[3J`);
	t.is(engine.historyLines, 0);
	t.is(engine.line(5).text, 'last');
});

test('the columns of a line\'s text are told for each code unit', t => {
	const engine = feed('a中e\u{301}b');
	t.deepEqual(engine.line(0), {text: 'a中e\u{301}b', isWrapped: false, columns: [0, 1, 3, 3, 4, 5]});
});

// As a person would join them: the text of the rows, one line where one went on in the next.
const joined = (engine: CellEngine): string => {
	let text = '';
	for (let number = 0; number < engine.totalLines; number++) {
		const line = engine.line(number);
		text += `${line.isWrapped || number === 0 ? '' : '\n'}${line.text}`;
	}

	return text.trimEnd();
};

test('no line is lost or doubled when the size changes, and the cursor stays on its character', t => {
	const word = fc.constantFrom('word', '中文', 'x', 'longer-word', 'e\u{301}', '👩‍👩‍👧');
	const text = fc.array(fc.array(word, {maxLength: 12}).map(words => words.join('_')), {minLength: 1, maxLength: 12}).map(lines => lines.join('\r\n'));
	const sizes = fc.array(fc.record({cols: fc.integer({min: 2, max: 40}), rows: fc.integer({min: 1, max: 12})}), {minLength: 1, maxLength: 5});
	t.notThrows(() => {
		fc.assert(fc.property(text, sizes, (lines, changes) => {
			const engine = new CellEngine({size: {cols: 20, rows: 6}, historyLines: 1000});
			engine.write(Buffer.from(lines));
			const before = joined(engine);
			for (const size of changes) {
				engine.resize(size);
				if (joined(engine) !== before) {
					return false;
				}
			}

			engine.write(Buffer.from('!'));
			const after = joined(engine);
			return after.endsWith('!') && after.slice(0, -1).trimEnd() === before;
		}), {numRuns: 400});
	});
});

test('where nothing is taken over nothing is counted', t => {
	const [history, page] = [new History(1000), new Page(60, 1)];
	for (let line = 0; line < 512; line++) {
		history.push(page, 0);
	}

	const {size} = history;
	for (let turn = 0; turn < 1000; turn++) {
		history.append(history.fresh());
	}

	t.is(history.size, size);
});

test('a line without an end stays within the memory of its history', t => {
	const engine = feed('', {size: {cols: 80, rows: 6}, historyLines: 1000});
	const piece = 'x'.repeat(65_536);
	for (let count = 0; count < 64; count++) {
		write(engine, piece);
	}

	t.true(engine.historyLines <= 16_000, `${engine.historyLines} rows`);
});

test('the alternate screen is cropped and comes back whole below', t => {
	const engine = feed(`${'x'.repeat(30)}\u{1B}[?1049h\u{1B}[Habcdefghij`);
	engine.resize({cols: 5, rows: 4});
	engine.refresh();
	t.is(engine.line(0).text, 'abcde');
	engine.resize({cols: 40, rows: 6});
	write(engine, '\u{1B}[?1049l');
	t.is(engine.line(0).text, 'x'.repeat(30));
});
