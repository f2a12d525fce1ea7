import test from 'ava';
import fc from 'fast-check';
import {Pen} from '../../../source/client/compositor/pen.js';
import {putStyledLine} from '../../../source/client/chrome/styled-line.js';
import {Grid} from '../../../source/screen/grid.js';
import {attribute, paletteColor, rgbColor, StyleTable, type Color} from '../../../source/screen/style.js';
import {gridCells} from '../compositor/emulator.js';

const styles = new StyleTable();
const colour: fc.Arbitrary<Color> = fc.oneof(fc.constant(0), fc.nat(255).map(paletteColor), fc.nat(0xFF_FF_FF).map(rgbColor));
const attributes = fc.nat(255).map(bits => bits & ~attribute.blink);
const look = fc.record({foreground: colour, background: colour, attributes, underline: fc.constantFrom('none' as const, 'single' as const)});
const run = fc.record({look, text: fc.constantFrom('plain', ' ', '日本', 'é─╮', 'a b')});

test('a line written with styles and read back is the same cells', t => {
	fc.assert(fc.property(fc.array(run, {maxLength: 8}), runs => {
		const size = {cols: 40, rows: 1};
		const wanted = new Grid(size, styles);
		const pen = new Pen(styles, 'full');
		let line = '';
		let x = 0;
		for (const {look: style, text} of runs) {
			const id = styles.intern(style);
			x += wanted.put({x, y: 0}, text, {style: id});
			line += pen.change(id) + text;
		}

		const grid = new Grid(size, styles);
		putStyledLine(grid, 0, line);
		t.deepEqual(gridCells(grid), gridCells(wanted));
	}));
});

test('a link of the chrome leaves its text alone', t => {
	const grid = new Grid({cols: 10, rows: 1}, styles);
	putStyledLine(grid, 0, '\u{1B}]8;;https://example.org\u{7}name\u{1B}]8;;\u{7}!');
	t.is(gridCells(grid).map(cell => cell[0]).join('').trim(), 'name!');
});
