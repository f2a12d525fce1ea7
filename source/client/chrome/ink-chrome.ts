import type {Size} from '../../screen/grid.js';
import type {StyleTable} from '../../screen/style.js';
import type {ChromeDrawing} from './chrome-drawing.js';
import {OffScreen} from './off-screen.js';

/** The chrome by Ink. The view is loaded after Ink: see OffScreen. */
export async function loadInkChrome(size: Size, styles: StyleTable): Promise<ChromeDrawing> {
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
