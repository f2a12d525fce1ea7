import {createElement} from 'react';
import test from 'ava';
import {OffScreen} from '../../../source/client/chrome/off-screen.js';
import {paletteColor, rgbColor, StyleTable} from '../../../source/screen/style.js';
import {gridText} from '../../../source/screen/row-text.js';

test('a component is drawn into cells with all its colours, whatever the environment says of them', async t => {
	const styles = new StyleTable();
	const screen = await OffScreen.create({cols: 30, rows: 4}, styles);
	// Whatever imports Ink is loaded after it: what it colours with decides at its first import.
	const {Box, Text} = await import('ink');
	t.teardown(() => {
		screen.close();
	});
	const view = (text: string) => createElement(
		Box,
		{width: 30, height: 4, borderStyle: 'round'},
		createElement(Text, {color: '#102030', bold: true}, text),
		createElement(Text, {color: 'red'}, ' red'),
	);
	t.true(screen.render(view('hello')));
	t.deepEqual(gridText(screen.grid).split('\n'), [`╭${'─'.repeat(28)}╮`, `│hello red${' '.repeat(19)}│`, `│${' '.repeat(28)}│`, `╰${'─'.repeat(28)}╯`]);
	t.is(styles.get(screen.grid.cell({x: 1, y: 1}).style).foreground, rgbColor(0x10_20_30));
	t.is(styles.get(screen.grid.cell({x: 7, y: 1}).style).foreground, paletteColor(1));

	t.false(screen.render(view('hello')));
	t.true(screen.render(view('again')));
	t.true(gridText(screen.grid).includes('again'));
});

test('after a resize the component fills the new size', async t => {
	const {Box, Text} = await import('ink');
	const screen = await OffScreen.create({cols: 30, rows: 4}, new StyleTable());
	t.teardown(() => {
		screen.close();
	});
	const view = (width: number, height: number) => createElement(Box, {width, height, borderStyle: 'single'}, createElement(Text, {}, 'x'));
	screen.render(view(30, 4));
	screen.resize({cols: 50, rows: 6});
	screen.render(view(50, 6));
	t.is(gridText(screen.grid).split('\n').length, 6);
	t.is(gridText(screen.grid).split('\n', 1)[0]!.length, 50);
});
