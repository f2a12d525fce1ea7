import {collectStyles} from '../../screen/collect-styles.js';
import type {Grid} from '../../screen/grid.js';
import type {StyleTable} from '../../screen/style.js';

// Styles in use are a few hundred; a program that shows random colours makes new ones without end.
const styleLimit = 8192;

/** Forgets the styles that no cell of these has any more, once there are many. Whether the others have new numbers. */
export function spareStyles(styles: StyleTable, grids: () => Grid[]): boolean {
	if (!(styles.size > styleLimit)) {
		return false;
	}

	collectStyles(styles, grids());
	return true;
}
