import type {Seam} from './solve.js';
import {replaceAt, type Tree} from './tree.js';

// Below this a neighbour of the border would be left out, and the border would be gone from under the pointer.
const least = {columns: 16, rows: 3};

/**
The tree with the border of `seam` moved to the screen cell `at`. The two neighbours trade room and all others keep theirs: their sizes
become weights, so that the proportions hold at other sizes.
*/
export function moveBorder(tree: Tree, seam: Seam, at: number): Tree {
	const order = seam.lengths.findIndex(({child}) => child === seam.index);
	const one = seam.lengths[order];
	const other = seam.lengths[order + 1];
	if (one === undefined || other === undefined) {
		return tree;
	}

	const current = seam.kind === 'columns' ? seam.rect.x : seam.rect.y;
	const limit = least[seam.kind];
	const by = Math.max(limit - one.length, Math.min(other.length - limit, at - current));
	const lengths = new Map(seam.lengths.map(({child, length}) => [child, length]));
	lengths.set(one.child, one.length + by);
	lengths.set(other.child, other.length - by);
	return replaceAt(tree, {
		path: seam.path,
		node: old => old.kind === 'rows' || old.kind === 'columns'
			? {...old, children: old.children.map((child, index) => resized(child, {length: lengths.get(index), limit}))}
			: old,
	});
}

function resized(child: Tree, {length, limit}: {length: number | undefined; limit: number}): Tree {
	if (length === undefined) {
		return child;
	}

	const {fixed, min, weight} = child.share;
	return {
		...child,
		share: {
			...(fixed === undefined ? {weight: Math.min(999, length)} : {weight, fixed: length}),
			...(min === undefined ? {} : {min: Math.max(limit, Math.min(min, length))}),
		},
	};
}
