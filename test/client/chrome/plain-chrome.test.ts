import test from 'ava';
import {loadInkChrome} from '../../../source/client/chrome/ink-chrome.js';
import {PlainChrome} from '../../../source/client/chrome/plain-chrome.js';
import type {ClientModel} from '../../../source/client/floor/model.js';
import {themes} from '../../../source/client/theme/themes.js';
import {StyleTable} from '../../../source/screen/style.js';
import {gridCells} from '../compositor/emulator.js';
import {model} from '../fixtures/model.js';

const first = await loadInkChrome({cols: 80, rows: 24}, new StyleTable());
first.close();
// Whatever imports Ink is loaded after it: what it colours with decides at its first import.
const {press} = await import('../fixtures/frame.js');

const sizes = [{cols: 200, rows: 60}, {cols: 120, rows: 40}, {cols: 80, rows: 24}, {cols: 30, rows: 8}];
const themeNames = Object.keys(themes) as Array<keyof typeof themes>;

/** The floor in every theme and size, and with a dialog, help and another layout over it. */
const models: ClientModel[] = [
	...sizes.flatMap(size => themeNames.map(themeName => model({size, themeName}))),
	...[['?'], ['+'], ['tab', 'tab'], ['l']].map(keys => press(model(), ...keys).model),
];

test('the first picture is cell for cell what Ink draws of the same model', async t => {
	for (const drawn of models) {
		const styles = new StyleTable();
		const plain = new PlainChrome(drawn.size, styles);
		const ink = await loadInkChrome(drawn.size, styles);
		plain.draw(drawn);
		ink.draw(drawn);
		t.deepEqual(gridCells(plain.grid), gridCells(ink.grid), `${drawn.size.cols}×${drawn.size.rows} ${drawn.ui.themeName}`);
		t.deepEqual(plain.grid.styleIds, ink.grid.styleIds);
		t.true(styles.size > 1);
		ink.close();
	}
});

test('after a resize the plain chrome fills the new size', t => {
	const styles = new StyleTable();
	const chrome = new PlainChrome({cols: 80, rows: 24}, styles);
	chrome.draw(model({size: {cols: 80, rows: 24}}));
	const larger = model({size: {cols: 120, rows: 40}});
	chrome.resize(larger.size);
	chrome.draw(larger);
	const fresh = new PlainChrome(larger.size, styles);
	fresh.draw(larger);
	t.deepEqual(gridCells(chrome.grid), gridCells(fresh.grid));
});
