import {moveBorder} from '../../geometry/move-border.js';
import {neighbour, type Direction} from '../../geometry/neighbour.js';
import type {Action} from './action.js';
import {arrange} from './arrange.js';
import {approvalOf, isLive, modeUnder} from './current.js';
import {isPanelName, panelNames, vacant, type ClientModel, type Mode, type PaneId, type UiState} from './model.js';

/** Where the focus is, in which mode, and how the panes lie; undefined when the action is another reducer's. */
export function reduceFocus(model: ClientModel, action: Action): ClientModel | undefined {
	const {ui} = model;
	switch (action.type) {
		case 'pressed': {
			const {message, ...rest} = ui;
			return message === undefined && !ui.prefixed ? model : {...model, ui: {...rest, prefixed: false}};
		}

		case 'focus': {
			return focusOn(model, action.pane, action.mode);
		}

		case 'focusTowards': {
			const {spots} = arrange(model);
			const from = spots.find(({id}) => id === ui.focus)?.rect;
			const to = from === undefined ? panesInOrder(model)[0] : neighbour(spots.filter(({kind}) => kind !== 'vacant'), from, action.direction);
			return to === undefined ? model : focusOn(model, to);
		}

		case 'focusStep': {
			const panes = panesInOrder(model);
			const at = panes.indexOf(ui.focus);
			const to = panes[(at + action.by + panes.length) % panes.length];
			return to === undefined ? model : focusOn(model, to);
		}

		case 'mode': {
			const isOther = (action.mode === 'session' || action.mode === 'scroll') && ui.chosen !== ui.focus;
			return settled(withUi(model, {mode: action.mode, prefixed: false, ...(action.mode === 'scroll' ? {} : {marking: undefined}), ...(isOther ? {chosen: undefined} : {})}));
		}

		case 'prefix': {
			return withUi(settled(withUi(model, {mode: 'command', marking: undefined})), {prefixed: !ui.prefixed});
		}

		case 'marking': {
			return withUi(model, {marking: action.as});
		}

		case 'zoom': {
			return settled(withUi(model, {zoomed: !ui.zoomed, chosen: undefined}));
		}

		case 'layout': {
			return settled(cameBack(withUi(withoutOldReview(model), {layout: action.name, zoomed: false, ...without('full')})));
		}

		case 'full': {
			return action.panel === undefined ? settled(withUi(model, without('full'))) : withUi(model, {full: action.panel, focus: action.panel, zoomed: false, chosen: undefined});
		}

		case 'border': {
			return moved(model, {path: action.path, index: action.index, at: action.at});
		}

		case 'grow': {
			return grown(model, action.direction);
		}

		case 'theme': {
			return withUi(model, {themeName: action.name});
		}

		case 'mouse': {
			return withUi(model, {mouse: action.on});
		}

		default: {
			return undefined;
		}
	}
}

const withUi = (model: ClientModel, change: Partial<UiState>): ClientModel => ({...model, ui: {...model.ui, ...change}});

/** A layout is gone to for what waits now: a change that was looked at before, and waits no more, is not shown again. */
function withoutOldReview(model: ClientModel): ClientModel {
	const {review, ...others} = model;
	return review === undefined || approvalOf(model, review) !== undefined ? model : others;
}

/** Removes an optional part of the state: spread into a change. */
const without = (name: 'full'): Partial<UiState> => ({[name]: undefined});

/** The focus on a pane, shown alone where the layout has no place for it. */
export function focusOn(model: ClientModel, pane: PaneId, mode: UiState['mode'] = 'command'): ClientModel {
	const isPanel = panelNames.find(name => name === pane);
	const change: Partial<UiState> = {
		focus: pane,
		mode,
		marking: undefined,
		prefixed: false,
		chosen: undefined,
		...(isPanel === undefined ? {lastSession: pane} : {}),
		...(pane === model.ui.full ? {} : without('full')),
	};
	const focused = withUi(model, change);
	// What the layout has not, or no room for, is shown alone: a panel, a session, also one that ended and stands behind those that live.
	return isSeen(focused, pane) || arrange(focused).tooSmall ? focused : withUi(focused, isPanel === undefined ? {zoomed: true} : {full: isPanel});
}

const isSeen = (model: ClientModel, pane: PaneId): boolean => arrange(model).spots.some(({id}) => id === pane);

/**
After what the world did: a session that keys go to, to type or to scroll, keeps them, and is shown alone where the layout has no room for it.
What the person chose and has no room is gone back to as soon as it has.
*/
export function held(model: ClientModel): ClientModel {
	const before = cameBack(model);
	const after = isHeld(before, ['session', 'scroll']) ? alone(before) : settled(before);
	const {chosen = before.ui.focus} = before.ui;
	return after !== before && lasts(before, chosen) ? withUi(after, {chosen}) : after;
}

/** The focus on what the person chose, in its place, when there is room for it and nothing else is under way. */
function cameBack(model: ClientModel): ClientModel {
	const {chosen, focus, mode, zoomed, full} = model.ui;
	if (chosen === undefined) {
		return model;
	}

	const there = withUi(model, {chosen: undefined, ...(chosen === focus ? {zoomed: false} : {focus: chosen, ...commanding(model.ui)})});
	if (!lasts(model, chosen)) {
		return withUi(model, {chosen: undefined});
	}

	const isFree = chosen === focus || (mode === 'command' && !zoomed && full === undefined);
	return isFree && isSeen(there, chosen) ? there : model;
}

/** What ended is not gone back to. */
const lasts = ({floor}: ClientModel, pane: PaneId): boolean => isPanelName(pane) || floor.sessions.some(session => session.id === pane && isLive(session));

/** The focus on something that the layout shows, what lives first. Only a session that is typed into keeps it: a letter must not become a command. */
export function settled(model: ClientModel): ClientModel {
	const {spots, tooSmall} = arrange(model);
	if (tooSmall || (model.ui.focus !== vacant && isSeen(model, model.ui.focus))) {
		return model;
	}

	if (isHeld(model, ['session'])) {
		return alone(model);
	}

	const lives = (id: PaneId | undefined) => model.floor.sessions.some(session => session.id === id && isLive(session));
	const to = spots.find(({id}) => id === model.ui.lastSession && lives(id)) ?? spots.find(({id}) => lives(id)) ?? spots.find(({kind}) => kind === 'panel') ?? spots.find(({kind}) => kind === 'session') ?? spots[0];
	return to === undefined || to.id === model.ui.focus ? model : withUi(model, {focus: to.id, ...commanding(model.ui)});
}

/** Whether keys go to the session that has the focus, also once the dialog over it is closed. */
function isHeld({ui, floor}: ClientModel, modes: Mode[]): boolean {
	return modes.includes(modeUnder({ui})) && floor.sessions.some(({id}) => id === ui.focus);
}

const alone = (model: ClientModel): ClientModel => arrange(model).tooSmall || isSeen(model, model.ui.focus) ? model : withUi(model, {zoomed: true, ...without('full')});

/** What keys meant for one pane they do not mean for another; those of a dialog stay its own. */
export const commanding = ({mode}: UiState): Partial<UiState> => ({marking: undefined, prefixed: false, ...(mode === 'dialog' ? {under: 'command'} : {mode: 'command'})});

/** Those that a step of the focus goes through. */
export function panesInOrder(model: ClientModel): PaneId[] {
	const {spots} = arrange(model);
	const sessions = model.floor.sessions.filter(session => isLive(session) || spots.some(({id}) => id === session.id));
	return [...sessions.toSorted((one, other) => one.number - other.number).map(({id}) => id), ...spots.filter(({kind}) => kind === 'panel').map(({id}) => id)];
}

function moved(model: ClientModel, {path, index, at}: {path: string; index: number; at: number}): ClientModel {
	const {seams, tree} = arrange(model);
	const seam = seams.find(candidate => candidate.path === path && candidate.index === index);
	return seam === undefined || tree === undefined ? model : withUi(model, {moved: {...model.ui.moved, [model.ui.layout]: moveBorder(tree, seam, at)}});
}

// A step that can be seen and that a held key does not run away with.
const step = {columns: 2, rows: 1};

/** Moves the border on that side of the focused pane outwards; at the edge of the screen the opposite one follows, so that the pane shrinks. */
function grown(model: ClientModel, direction: Direction): ClientModel {
	const found = borderOf(model, direction);
	return found === undefined ? model : moved(model, found);
}

/** The border that a pane grows by in a direction, and where it goes; undefined where none beside it can be moved. */
export function borderOf(model: ClientModel, direction: Direction): {path: string; index: number; at: number} | undefined {
	const {seams, spots} = arrange(model);
	const rect = spots.find(({id}) => id === model.ui.focus)?.rect;
	if (rect === undefined) {
		return undefined;
	}

	const kind = direction === 'left' || direction === 'right' ? 'columns' : 'rows';
	const sign = direction === 'left' || direction === 'up' ? -1 : 1;
	const [start, end] = kind === 'columns' ? [rect.x, rect.x + rect.width - 1] : [rect.y, rect.y + rect.height - 1];
	const position = (seam: (typeof seams)[number]) => kind === 'columns' ? seam.rect.x : seam.rect.y;
	const candidates = seams.filter(seam => seam.kind === kind);
	const seam = candidates.find(seam => position(seam) === (sign < 0 ? start : end)) ?? candidates.find(seam => position(seam) === (sign < 0 ? end : start));
	return seam === undefined ? undefined : {path: seam.path, index: seam.index, at: position(seam) + (sign * step[kind])};
}
