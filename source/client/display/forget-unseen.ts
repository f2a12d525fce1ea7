import {collectStyles} from '../../screen/collect-styles.js';
import {areClustersMany, collectClusters} from '../../screen/glyph.js';
import type {Grid} from '../../screen/grid.js';
import type {StyleTable} from '../../screen/style.js';

// Styles in use are a few hundred; a program that shows random colours makes new ones without end.
const styleLimit = 8192;

/**
Forgets the styles, the links and the clusters that no cell of these has any more, once there are many: their tables are those of all sessions, and one session must
not use them up for the others. Whether the other styles have new numbers. The table of clusters is that of the process, so whoever practises beside the
floor, whose cells are not among these, leaves it alone.
*/
export function forgetUnseen(styles: StyleTable, grids: () => Grid[], {isPractice}: {isPractice?: true | undefined} = {}): boolean {
	if (isPractice !== true && areClustersMany()) {
		// What has been read and is not in its grid yet comes first.
		setImmediate(() => {
			if (areClustersMany()) {
				collectClusters(grids().map(({glyphs}) => glyphs));
			}
		});
	}

	if (!styles.hasOutgrown(styleLimit)) {
		return false;
	}

	collectStyles(styles, grids());
	return true;
}
