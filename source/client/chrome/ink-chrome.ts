import type {Disposer, Emitter} from '../../base/emitter.js';
import {ambiguousWidth} from '../../screen/ambiguous.js';
import type {Size} from '../../screen/grid.js';
import type {StyleTable} from '../../screen/style.js';
import type {ChromeDrawing} from './chrome-drawing.js';
import {OffScreen} from './off-screen.js';
import {PlainChrome} from './plain-chrome.js';
import {whenQuiet} from './when-quiet.js';

// Milliseconds without a key until Ink is loaded, which keeps the client busy for a tenth of a second: whoever begins to type at once is not kept
// waiting by it, and the chrome is the same without.
const inkDelay = 500;

type Bringing = {keys: Pick<Emitter<unknown>, 'on'>; size: () => Size; styles: StyleTable};

/** Loads Ink once the person rests, and hands over what draws by it. Returns how to call that off. */
export function bringInkChrome({keys, size, styles}: Bringing, handOver: (chrome: ChromeDrawing) => void): Disposer {
	return whenQuiet(keys, inkDelay, () => {
		// The chrome is the same without, where Ink cannot be loaded: the program may have been built anew while the floor is open.
		void loadInkChrome(size(), styles).then(handOver).catch(() => {});
	});
}

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
