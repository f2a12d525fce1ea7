import {decodeScreenUpdate} from '../../protocol/screen-update.js';
import type {Grid, Size} from '../../screen/grid.js';
import {Screen} from '../../screen/screen.js';
import type {StyleTable} from '../../screen/style.js';
import {handed} from './handed.js';

/** What the terminal of this process shows already, as far as is known: a picture of the floor that was drawn before the program was loaded. */
export function standing(size: Size, styles: StyleTable): Grid | undefined {
	const found = handed();
	if (found?.update === undefined || found.size.cols !== size.cols || found.size.rows !== size.rows) {
		return undefined;
	}

	try {
		const screen = new Screen(styles);
		screen.apply(decodeScreenUpdate(found.update));
		return screen.grid;
	} catch {
		// What comes from a socket may be anything: all of it is drawn anew then.
		return undefined;
	}
}
