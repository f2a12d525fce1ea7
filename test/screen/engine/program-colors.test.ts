import test from 'ava';
import {Grid} from '../../../source/screen/grid.js';
import {attribute, defaultStyle, paletteColor, rgbColor, type Style} from '../../../source/screen/style.js';
import type {CellEngine} from '../../../source/screen/engine/cell-engine.js';
import {feed, told, write} from './feed.js';

const look = (engine: CellEngine, x: number, y = 0): Style => engine.styles.get(engine.grid.cell({x, y}).style);

test('a colour of the palette that a program sets is that of its cells, before and after, until it is reset', t => {
	const engine = feed('\u{1B}[31ma\u{1B}[32mb');
	const before = engine.revision;
	write(engine, '\u{1B}]4;1;rgb:12/34/56\u{7}\u{1B}[44;31mc');
	t.deepEqual(engine.rowsChangedSince(before), [0], 'what stood there is drawn anew');
	t.is(look(engine, 0).foreground, rgbColor(0x12_34_56));
	t.is(look(engine, 1).foreground, paletteColor(2));
	t.like(look(engine, 2), {foreground: rgbColor(0x12_34_56), background: paletteColor(4)});
	write(engine, '\u{1B}]4;2;#010203;4;#040506\u{1B}\\\u{1B}]104;1\u{7}');
	t.deepEqual([look(engine, 0).foreground, look(engine, 1).foreground, look(engine, 2).background], [paletteColor(1), rgbColor(0x01_02_03), rgbColor(0x04_05_06)]);
	write(engine, '\u{1B}]104\u{7}');
	t.deepEqual([look(engine, 0).foreground, look(engine, 1).foreground, look(engine, 2).background], [paletteColor(1), paletteColor(2), paletteColor(4)]);
});

test('text and background of its own are drawn on blank cells too, and go with OSC 110 and 111, and with a reset', t => {
	const engine = feed('a\u{1B}]10;#ffffff;#000080\u{7}');
	const own = {foreground: rgbColor(0xFF_FF_FF), background: rgbColor(0x00_00_80)};
	t.like(look(engine, 0), own);
	t.like(look(engine, 9, 5), own);
	write(engine, '\u{1B}]110\u{7}');
	t.like(look(engine, 0), {foreground: 0, background: own.background});
	write(engine, '\u{1B}]111\u{7}');
	t.deepEqual(look(engine, 0), defaultStyle);
	write(engine, '\u{1B}]11;#000080\u{7}\u{1B}c');
	t.deepEqual(look(engine, 0), defaultStyle);
});

test('the cursor has the colour that the program gave it, until it is reset, and whoever asks is told the theme’s', t => {
	const engine = feed('\u{1B}]12;#ff8800\u{7}');
	const before = engine.revision;
	t.is(engine.cursor.color, 0xFF_88_00);
	write(engine, '\u{1B}]112\u{7}');
	t.false('color' in engine.cursor);
	t.not(engine.revision, before);
	write(engine, '\u{1B}]10;#ffffff;#000080;rgb:12/34/56\u{7}');
	t.is(engine.cursor.color, 0x12_34_56);
	write(engine, '\u{1B}c');
	t.false('color' in engine.cursor);
	t.is(told('\u{1B}]12;#ff8800\u{7}\u{1B}]12;?\u{7}'), '\u{1B}]12;rgb:e5e5/e5e5/e5e5\u{1B}\\');
});

test('a screen that is reversed is drawn so, blank cells too, until it is set back', t => {
	const engine = feed('a\u{1B}[7mb\u{1B}[?5h');
	t.deepEqual([0, 1, 9].map(x => look(engine, x).attributes), [attribute.inverse, 0, attribute.inverse]);
	write(engine, '\u{1B}[?5l');
	t.deepEqual([0, 1, 9].map(x => look(engine, x).attributes), [0, attribute.inverse, 0]);
	t.is(told('\u{1B}[?5h\u{1B}[?5$p'), '\u{1B}[?5;1$y');
});

test('lines of the history and those that are exported have these colours', t => {
	const engine = feed(`\u{1B}]4;1;#123456\u{7}\u{1B}[31mred${'\r\n'.repeat(8)}`);
	const grid = new Grid({cols: 20, rows: 1}, engine.styles);
	engine.readLine(0, grid, 0);
	t.is(engine.styles.get(grid.cell({x: 0, y: 0}).style).foreground, rgbColor(0x12_34_56));
	grid.clearRow(0);
	engine.walk(grid).next();
	t.is(engine.styles.get(grid.cell({x: 0, y: 0}).style).foreground, rgbColor(0x12_34_56));
});

test('no answer holds a colour that a program chose, and what is no colour sets none', t => {
	t.is(told('\u{1B}]4;1;#123456\u{7}\u{1B}]4;1;?\u{7}\u{1B}]11;#123456\u{7}\u{1B}]11;?\u{7}'), told('\u{1B}]4;1;?\u{7}\u{1B}]11;?\u{7}'));
	const engine = feed('\u{1B}[31ma\u{1B}]4;1;rosy\u{7}\u{1B}]4;256;#123456\u{7}\u{1B}]4;-1;#123456\u{7}\u{1B}]10;\u{7}\u{1B}]12;#123456\u{7}\u{1B}]112\u{7}');
	t.is(look(engine, 0).foreground, paletteColor(1));
	t.deepEqual(look(engine, 9), defaultStyle);
});

test('colours that change without end keep the table of styles small, and what is drawn right', t => {
	const engine = feed('\u{1B}[31mred');
	for (let round = 0; round < 40_000; round++) {
		write(engine, `\u{1B}]4;1;#${round.toString(16).padStart(6, '0')}\u{7}`);
	}

	t.true(engine.styles.size < 40_000, `${engine.styles.size} styles`);
	t.is(look(engine, 0).foreground, rgbColor(39_999));
	write(engine, '\u{1B}]104\u{7}');
	t.is(look(engine, 0).foreground, paletteColor(1));
});
