import type {Rect} from './rect.js';
import {tile} from './tile.js';
import type {Tree} from './tree.js';

/** A place on the screen. Neighbours share their border: the last column of one is the first of the next. */
export type Place = {pane: {kind: 'panel'; name: string} | {kind: 'session'; id: string} | {kind: 'vacant'}; rect: Rect};

/** A border between two children of a split, that can be dragged. */
export type Seam = {
	/** Child indexes from the root, joined with dots: the split. */
	path: string;
	/** It is after this child. */
	index: number;
	/** `columns`: a vertical line. */
	kind: 'rows' | 'columns';
	rect: Rect;
	/** Sizes of the children that are shown, by their index in the split. */
	lengths: Array<{child: number; length: number}>;
};

export type Solved = {places: Place[]; seams: Seam[]};

type Room = {rect: Rect; path: string; sessions: readonly string[]};

/** What a pane needs to be of use, border counted. */
export const leastPane = {cols: 16, rows: 3};
/** What a session pane needs: a line of eighty characters wrapped once, and a few lines of it. */
export const leastSession = {cols: 30, rows: 5};

/**
A tree and a rectangle to places. `sessions` are those worth showing, most worth first; as many as fit are.

What has not the room that it needs to be of use is left out, the last of a split first.
*/
export function solve(tree: Tree, rect: Rect, sessions: readonly string[]): Solved {
	return solveNode(tree, {rect, path: '', sessions});
}

function solveNode(tree: Tree, room: Room): Solved {
	switch (tree.kind) {
		case 'panel': {
			return {places: [{pane: {kind: 'panel', name: tree.name}, rect: room.rect}], seams: []};
		}

		case 'sessions': {
			const shown = room.sessions.slice(0, tree.most ?? room.sessions.length);
			return {places: shown.length === 0 ? [{pane: {kind: 'vacant'}, rect: room.rect}] : tile(shown, room.rect), seams: []};
		}

		default: {
			return solveSplit(tree, room);
		}
	}
}

function solveSplit(tree: Tree & {kind: 'rows' | 'columns'}, room: Room): Solved {
	const {rect, path} = room;
	const across = tree.kind === 'columns';
	const lengths = shareOut(tree, across ? rect.width : rect.height);
	const solved: Solved = {places: [], seams: []};
	let at = across ? rect.x : rect.y;
	for (const [order, {child, length}] of lengths.entries()) {
		const part = across ? {...rect, x: at, width: length} : {...rect, y: at, height: length};
		const {places, seams} = solveNode(tree.children[child]!, {...room, rect: part, path: path === '' ? String(child) : `${path}.${child}`});
		solved.places.push(...places);
		solved.seams.push(...seams);
		at += length - 1;
		if (order === lengths.length - 1) {
			break;
		}

		const line = across ? {x: at, y: rect.y, width: 1, height: rect.height} : {x: rect.x, y: at, width: rect.width, height: 1};
		solved.seams.push({path, index: child, kind: tree.kind, rect: line, lengths});
	}

	return solved;
}

/** The length of each child that has room, along the split. Neighbours overlap by their shared border. */
function shareOut(tree: Tree & {kind: 'rows' | 'columns'}, whole: number): Array<{child: number; length: number}> {
	const kept = tree.children.map((child, index) => ({index, minimum: least(child, tree.kind), share: child.share}));
	while (kept.length > 1 && total(kept.map(({minimum}) => minimum)) > whole) {
		kept.pop();
	}

	const lengths = kept.map(({minimum}) => minimum);
	const unfixed = kept.flatMap(({share}, order) => share.fixed === undefined ? [order] : []);
	const flexible = unfixed.length === 0 ? [0] : unfixed;
	let rest = whole - total(lengths);
	// Each further cell goes to whoever is furthest below its weight, so that weights hold as well as the least sizes allow.
	for (; rest > 0; rest--) {
		let next = flexible[0]!;
		for (const order of flexible) {
			if (lengths[order]! * kept[next]!.share.weight < lengths[next]! * kept[order]!.share.weight) {
				next = order;
			}
		}

		lengths[next]!++;
	}

	if (rest < 0) {
		lengths[0]! += rest;
	}

	return kept.map(({index}, order) => ({child: index, length: lengths[order]!}));
}

const total = (lengths: number[]): number => lengths.reduce((sum, length) => sum + length, 0) - (lengths.length - 1);

function least(tree: Tree, kind: 'rows' | 'columns'): number {
	const {fixed, min} = tree.share;
	if (fixed !== undefined || min !== undefined) {
		return fixed ?? min!;
	}

	if (tree.kind === 'sessions') {
		return kind === 'columns' ? leastSession.cols : leastSession.rows;
	}

	if (tree.kind === 'panel') {
		return kind === 'columns' ? leastPane.cols : leastPane.rows;
	}

	// Of a split only its first child cannot be left out.
	return least(tree.children[0]!, kind);
}
