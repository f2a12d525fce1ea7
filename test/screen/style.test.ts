import test from 'ava';
import {collectStyles} from '../../source/screen/collect-styles.js';
import {Grid} from '../../source/screen/grid.js';
import {attribute, colorParts, defaultStyle, paletteColor, rgbColor, StyleTable} from '../../source/screen/style.js';

test('equal styles have one number, and the default style has 0', t => {
	const table = new StyleTable();
	t.is(table.intern({}), 0);
	t.is(table.intern({foreground: paletteColor(3)}), table.intern({...defaultStyle, foreground: paletteColor(3)}));
	t.not(table.intern({foreground: paletteColor(3)}), table.intern({background: paletteColor(3)}));
	t.deepEqual(table.get(table.intern({attributes: attribute.bold})), {...defaultStyle, attributes: attribute.bold});
});

test('a colour says what it is made of', t => {
	t.deepEqual(colorParts(0), {kind: 'default'});
	t.deepEqual(colorParts(paletteColor(255)), {kind: 'palette', index: 255});
	t.deepEqual(colorParts(rgbColor(0x01_02_FF)), {kind: 'rgb', red: 1, green: 2, blue: 255});
});

test('styles that no grid uses are forgotten, and cells look as before', t => {
	const table = new StyleTable();
	const grid = new Grid({cols: 3, rows: 1}, table);
	for (let value = 0; value < 1000; value++) {
		table.intern({foreground: rgbColor(value)});
	}

	grid.put({x: 0, y: 0}, 'a', {style: table.intern({foreground: rgbColor(7)})});
	grid.put({x: 1, y: 0}, 'b', {style: table.intern({foreground: rgbColor(900)})});
	collectStyles(table, [grid]);
	t.is(table.size, 3);
	t.is(table.get(grid.cell({x: 0, y: 0}).style).foreground, rgbColor(7));
	t.is(table.get(grid.cell({x: 1, y: 0}).style).foreground, rgbColor(900));
	t.is(grid.cell({x: 2, y: 0}).style, 0);
});
