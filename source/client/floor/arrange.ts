import {treeFor} from '../../geometry/layout.js';
import {between, centred, inside, type Rect} from '../../geometry/rect.js';
import {solve, type Place, type Seam, type Solved} from '../../geometry/solve.js';
import type {Tree} from '../../geometry/tree.js';
import {dialogDrawing, type DialogDrawing} from '../dialogs/drawing.js';
import {panels} from '../panels/all.js';
import {panelWindow, type PanelWindow} from '../panels/window.js';
import {bodyOf, isTooSmall} from './body.js';
import {isLive, sessionsWorthShowing} from './current.js';
import {panelNames, vacant, type ClientModel, type PaneId, type PanelName} from './model.js';

export type Spot = {
	id: PaneId;
	kind: 'session' | 'panel' | 'vacant';
	rect: Rect;
	/**
	A session with nothing beside it has no border at its sides: its rows are those of the terminal, which then scrolls them for two bytes
	where a border would have to be drawn again at both ends of each line.
	*/
	isOpen: boolean;
};

/** A part of the screen that the mouse can mean. */
export type Region =
	| {id: string; kind: 'dialog'; rect: Rect}
	/** A row of a dialog that can be chosen, from 0. */
	| {id: string; kind: 'choice'; rect: Rect; index: number}
	| {id: string; kind: 'row'; rect: Rect; panel: PanelName; key: string}
	| {id: string; kind: 'border'; rect: Rect; seam: Seam}
	| {id: string; kind: 'session'; rect: Rect; session: string}
	| {id: string; kind: 'panel'; rect: Rect; panel: PanelName}
	| {id: string; kind: 'inboxLine'; rect: Rect};

/** Where everything is. */
export type Arrangement = {
	/** The terminal is below 60×15: nothing but a polite sentence is drawn. */
	tooSmall: boolean;
	/** Between the two lines above and the one below. */
	body: Rect;
	spots: Spot[];
	/** The insides of session panes, for the cells. What `overlays` cover is not to be blitted. */
	panes: Array<{session: string; rect: Rect}>;
	overlays: Rect[];
	/** The first one that contains a point is the one that is meant. */
	regions: Region[];
	seams: Seam[];
	windows: Partial<Record<PanelName, PanelWindow>>;
	dialog?: {rect: Rect; drawing: DialogDrawing};
	/** Live sessions that no pane shows. */
	hidden: number;
	/** What the layout came to; undefined while a pane or panel is shown alone. */
	tree?: Tree;
};

const known = new WeakMap<ClientModel, Arrangement>();

/** Pure, and computed once a model. */
export function arrange(model: ClientModel): Arrangement {
	const before = known.get(model);
	if (before !== undefined) {
		return before;
	}

	const arrangement = compute(model);
	known.set(model, arrangement);
	return arrangement;
}

/** Whether all sessions that are shown, and what is beside them, are where they were. */
export function hasSamePlaces(one: ClientModel, other: ClientModel): boolean {
	const [before, after] = [arrange(one).spots, arrange(other).spots];
	return before.length === after.length && before.every(({id, rect, isOpen}, index) => {
		const spot = after[index]!;
		return id === spot.id && isOpen === spot.isOpen && isSameRect(rect, spot.rect);
	});
}

const isSameRect = (one: Rect, other: Rect): boolean => one.x === other.x && one.y === other.y && one.width === other.width && one.height === other.height;

function compute(model: ClientModel): Arrangement {
	const {cols, rows} = model.size;
	const body = bodyOf(model.size);
	if (isTooSmall(model.size)) {
		return {tooSmall: true, body, spots: [], panes: [], overlays: [], regions: [], seams: [], windows: {}, hidden: 0};
	}

	const tree = shownTree(model);
	const {places, seams} = place(model, {tree: tree ?? aloneTree(model), body});
	const spots = places.map(one => toSpot(one, body));
	const windows = Object.fromEntries(spots.flatMap(({id, kind, rect}) => kind === 'panel' ? [[id, panelWindow(model, panels[id as PanelName], rect)]] : [])) as Arrangement['windows'];
	const drawing = dialogDrawing(model, {width: cols - 4, height: rows - 4});
	const dialog = drawing === undefined ? undefined : {rect: centred({x: 0, y: 0, width: cols, height: rows}, {width: drawing.width + 4, height: drawing.lines.length + 2}), drawing};
	const shown = new Set(spots.map(({id}) => id));
	return {
		tooSmall: false,
		body,
		spots,
		panes: spots.filter(({kind}) => kind === 'session').map(({id, rect, isOpen}) => ({session: id, rect: isOpen ? between(rect) : inside(rect)})),
		overlays: dialog === undefined ? [] : [dialog.rect],
		regions: [...dialogRegions(dialog), ...rowRegions(spots, windows), ...seams.map(borderRegion), ...spots.flatMap(spotRegion), {id: 'inbox line', kind: 'inboxLine', rect: {x: 0, y: 1, width: cols, height: 1}}],
		seams,
		windows,
		...(dialog === undefined ? {} : {dialog}),
		hidden: model.floor.sessions.filter(session => isLive(session) && !shown.has(session.id)).length,
		...(tree === undefined ? {} : {tree}),
	};
}

/** The tree of the layout, unless a single pane is shown alone. */
function shownTree({ui, layouts, size}: ClientModel): Tree | undefined {
	if (ui.full !== undefined || ui.zoomed) {
		return undefined;
	}

	const layout = layouts.find(({name}) => name === ui.layout) ?? layouts[0];
	return ui.moved[ui.layout] ?? (layout === undefined ? {kind: 'sessions', share: {weight: 1}} : treeFor(layout, size));
}

function aloneTree({ui}: ClientModel): Tree {
	const name = ui.full ?? panelNames.find(panel => panel === ui.focus);
	return name === undefined ? {kind: 'sessions', most: 1, share: {weight: 1}} : {kind: 'panel', name, share: {weight: 1}};
}

/** Those that fit are chosen by worth and then shown in the order of their numbers, so that a pane does not wander when a state changes. */
function place(model: ClientModel, {tree, body}: {tree: Tree; body: Rect}): Solved {
	const worth = sessionsWorthShowing(model);
	const first = solve(tree, body, worth.map(({id}) => id));
	const fitting = new Set(first.places.flatMap(({pane}) => pane.kind === 'session' ? [pane.id] : []));
	const byNumber = worth.filter(({id}) => fitting.has(id)).toSorted((one, other) => one.number - other.number);
	return solve(tree, body, byNumber.map(({id}) => id));
}

function toSpot({pane, rect}: Place, body: Rect): Spot {
	if (pane.kind === 'session') {
		return {id: pane.id, kind: 'session', rect, isOpen: rect.width === body.width};
	}

	return {...(pane.kind === 'panel' ? {id: pane.name, kind: 'panel'} : {id: vacant, kind: 'vacant'}), rect, isOpen: false};
}

function rowRegions(spots: Spot[], windows: Arrangement['windows']): Region[] {
	return spots.flatMap(({id, kind, rect}) => {
		const window = kind === 'panel' ? windows[id as PanelName] : undefined;
		return (window?.rows ?? []).flatMap(({key}, index): Region[] => key === undefined
			? []
			: [
				{id: `${id} ${key}`, kind: 'row', panel: id as PanelName, key, rect: {x: rect.x + 1, y: rect.y + 1 + index, width: rect.width - 2, height: 1}},
			]);
	});
}

const borderRegion = (seam: Seam): Region => ({id: `border ${seam.path}/${seam.index}`, kind: 'border', rect: seam.rect, seam});

function spotRegion({id, kind, rect}: Spot): Region[] {
	return kind === 'vacant' ? [] : [kind === 'session' ? {id, kind, rect, session: id} : {id, kind: 'panel', rect, panel: id as PanelName}];
}

function dialogRegions(dialog: Arrangement['dialog']): Region[] {
	if (dialog === undefined) {
		return [];
	}

	const {rect, drawing} = dialog;
	return [
		...drawing.choices.map(({line, index}): Region => ({id: `choice ${index}`, kind: 'choice', index, rect: {x: rect.x + 1, y: rect.y + 1 + line, width: rect.width - 2, height: 1}})),
		{id: 'dialog', kind: 'dialog', rect},
	];
}
