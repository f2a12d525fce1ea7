import type {Tree} from './tree.js';

/** One arrangement of a layout: for screens of at least this size. */
export type Arrangement = {cols: number; rows: number; tree: Tree};

/** A layout by name, as a file of `layouts/` says it. Arrangements are tried in order; the last one fits every screen. */
export type Layout = {
	name: string;
	/** What it is for, a few words. */
	words: string;
	arrangements: Arrangement[];
};

/** The tree for a screen: the first arrangement that the screen is large enough for. */
export function treeFor(layout: Layout, size: {cols: number; rows: number}): Tree {
	const found = layout.arrangements.find(({cols, rows}) => size.cols >= cols && size.rows >= rows) ?? layout.arrangements.at(-1);
	return found?.tree ?? {kind: 'sessions', share: {weight: 1}};
}
