import {ambiguousWidth} from '../../screen/ambiguous.js';
import type {Size} from '../../screen/grid.js';
import type {StyleTable} from '../../screen/style.js';
import type {ChromeDrawing} from './chrome-drawing.js';
import {OffScreen} from './off-screen.js';
import {PlainChrome} from './plain-chrome.js';

/** The chrome by Ink, which counts characters of ambiguous width as one cell: where they take two it is drawn without. The view is loaded after Ink: see OffScreen. */
export async function loadInkChrome(size: Size, styles: StyleTable): Promise<ChromeDrawing> {
	if (ambiguousWidth() === 2) {
		return new PlainChrome(size, styles);
	}

	const screen = await OffScreen.create(size, styles);
	const {chromeView} = await import('../panels/chrome.js');
	return {
		get grid() {
			return screen.grid;
		},
		resize(next) {
			screen.resize(next);
		},
		draw(model) {
			screen.render(chromeView(model));
		},
		close() {
			screen.close();
		},
	};
}
