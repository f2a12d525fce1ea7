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

test('a grid that is given twice is renumbered once', t => {
	const table = new StyleTable();
	const grid = new Grid({cols: 3, rows: 1}, table);
	const [first, second, third] = [1, 2, 3].map(value => table.intern({foreground: rgbColor(value)}));
	grid.put({x: 0, y: 0}, 'a', {style: second!});
	grid.put({x: 1, y: 0}, 'b', {style: third!});
	t.is(first, 1);
	collectStyles(table, [grid, grid]);
	t.deepEqual([0, 1].map(x => table.get(grid.cell({x, y: 0}).style).foreground), [rgbColor(2), rgbColor(3)]);
});

test('the link that is open, and those of styles that are kept, keep their numbers while the others go', t => {
	const table = new StyleTable();
	const [gone, open, kept] = ['gone', 'open', 'kept'].map(name => table.linkNumber(`https://a.example/${name}`));
	const style = table.intern({link: 'https://a.example/kept'});
	const used = new Uint8Array(table.size);
	used[style] = 1;
	const moved = table.keepMarked(used, open);
	t.is(table.linkNumber('https://a.example/new'), gone!);
	t.is(table.linkNumber('https://a.example/open'), open!);
	t.is(table.linkNumber('https://a.example/kept'), kept!);
	t.is(table.get(moved[style]!).link, 'https://a.example/kept');
});

test('a style without its link looks the same', t => {
	const table = new StyleTable();
	const plain = table.intern({foreground: paletteColor(4), underline: 'double', isProtected: true});
	t.is(table.withoutLink(table.intern({foreground: paletteColor(4), underline: 'double', isProtected: true, link: 'https://a.example/'})), plain);
	t.is(table.withoutLink(plain), plain);
});
