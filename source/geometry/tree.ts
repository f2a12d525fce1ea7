/*
A layout as a tree, and as text:

	columns(sessions 3 min 40, rows(queue 2, rules, spend =7) 2)

A number is a weight (1 unless said), `=` a fixed size, `min` the least that is of use, `most` how many panes `sessions` tiles.
*/

/** How much of its split a node takes, in cells along the split. Sizes count the border on both sides. */
export type Share = {
	weight: number;
	/** Takes exactly this and no weight. */
	fixed?: number;
	/** Below this the node is left out and its room given to the others; the last of a split goes first. */
	min?: number;
};

export type SplitNode = {kind: 'rows' | 'columns'; children: Tree[]; share: Share};
/** `sessions` tiles as many session panes as fit and are worth showing. */
export type SessionsNode = {kind: 'sessions'; most?: number; share: Share};
export type PanelNode = {kind: 'panel'; name: string; share: Share};

export type Tree = SplitNode | SessionsNode | PanelNode;

/** The text that `parseTree` reads back to the same tree. */
export function formatTree(tree: Tree): string {
	return [formatNode(tree), ...formatShare(tree.share)].join(' ');
}

function formatNode(tree: Tree): string {
	if (tree.kind === 'panel') {
		return tree.name;
	}

	if (tree.kind === 'sessions') {
		return tree.most === undefined ? 'sessions' : `sessions most ${tree.most}`;
	}

	return `${tree.kind}(${tree.children.map(child => formatTree(child)).join(', ')})`;
}

function formatShare({weight, fixed, min}: Share): string[] {
	return [
		...(fixed === undefined ? (weight === 1 ? [] : [String(weight)]) : [`=${fixed}`]),
		...(min === undefined ? [] : [`min ${min}`]),
	];
}

/** The panels that a tree names, and `sessions` when it has them. */
export function namesIn(tree: Tree): string[] {
	switch (tree.kind) {
		case 'panel': {
			return [tree.name];
		}

		case 'sessions': {
			return ['sessions'];
		}

		default: {
			return tree.children.flatMap(child => namesIn(child));
		}
	}
}

/** The same tree with the node at `path` (child indexes joined with dots; empty for the root) replaced. */
export function replaceAt(tree: Tree, change: {path: string; node: (old: Tree) => Tree}): Tree {
	if (change.path === '') {
		return change.node(tree);
	}

	if (tree.kind !== 'rows' && tree.kind !== 'columns') {
		return tree;
	}

	const [first, ...rest] = change.path.split('.');
	return {
		...tree,
		children: tree.children.map((child, index) => index === Number(first) ? replaceAt(child, {path: rest.join('.'), node: change.node}) : child),
	};
}
