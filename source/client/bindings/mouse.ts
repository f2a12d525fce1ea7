import {contains} from '../../geometry/rect.js';
import {arrange, hasSamePlaces, type Arrangement, type Region} from '../floor/arrange.js';
import {isScrolledBack, itemOfLine} from '../floor/current.js';
import type {ClientModel} from '../floor/model.js';
import {reduce} from '../floor/reduce.js';
import type {MouseInput} from '../input/event.js';
import {actOn} from './about-inbox.js';
import type {Resolved} from './binding.js';
import {noBorder} from './moving.js';
import {afterPress, resolveBinding} from './resolve.js';

/** What a press began: the moves until the release belong to it. */
export type Drag =
	| {kind: 'border'; path: string; index: number; across: boolean}
	| {kind: 'cells'; session: string}
	/** A frame that stays where it is. */
	| {kind: 'frame'};

/** `isBeyond`: the mouse is held over or under the cells that it selects: it goes on there with no move. */
export type MouseResolved = Resolved & {drag?: Drag; isBeyond?: boolean};

// Lines a notch of the wheel: what terminals and pagers do.
const wheelLines = 3;

/**
What the mouse does. `drag` of the answer is to be given back with the next event until it is undefined.

A press focuses, selects a row or takes hold of a border; a press in a session's cells starts a selection; the wheel scrolls what is under it.
*/
export function resolveMouse(model: ClientModel, mouse: MouseInput, drag?: Drag): MouseResolved {
	// What was taken with one button is not let go with another that means nothing here.
	if (drag !== undefined && mouse.kind === 'release' && mouse.button === 'other') {
		return {drag};
	}

	const arrangement = arrange(model);
	const region = arrangement.regions.find(({rect}) => contains(rect, mouse));
	const isOver = drag?.kind === 'cells' && region?.kind === 'session' && region.session === drag.session;
	if (drag !== undefined && (mouse.kind === 'drag' || mouse.kind === 'release' || (mouse.kind === 'wheel' && isOver))) {
		return whileDragging(arrangement, {mouse, drag});
	}

	const resolved = atRegion(model, {region, mouse, arrangement});
	// Another button, or the wheel elsewhere, takes nothing out of the hand.
	const isHeld = drag !== undefined && (mouse.kind === 'wheel' || (mouse.kind === 'press' && mouse.button !== 'left'));
	return isHeld ? {...resolved, drag} : resolved;
}

function atRegion(model: ClientModel, {region, mouse, arrangement}: {region: Region | undefined; mouse: MouseInput; arrangement: Arrangement}): MouseResolved {
	const isCovered = arrangement.dialog !== undefined && region?.kind !== 'choice' && region?.kind !== 'dialog';
	if (region === undefined || isCovered) {
		return {};
	}

	if (mouse.kind === 'wheel') {
		// To the sides nothing goes.
		return mouse.button === 'other' ? {} : wheel(model, region, mouse.button === 'up' ? -1 : 1);
	}

	if (mouse.kind !== 'press' || mouse.button !== 'left') {
		return {};
	}

	const resolved = press(model, {region, mouse, arrangement});
	return {...afterPress(model, resolved), ...(resolved.drag === undefined ? {} : {drag: resolved.drag})};
}

function whileDragging({panes}: Arrangement, {mouse, drag}: {mouse: MouseInput; drag: Drag}): MouseResolved {
	const isOver = mouse.kind === 'release';
	if (drag.kind === 'border') {
		return {action: {type: 'border', path: drag.path, index: drag.index, at: drag.across ? mouse.x : mouse.y}, ...(isOver ? {} : {drag})};
	}

	if (drag.kind === 'frame') {
		return isOver ? {} : {action: {type: 'said', level: 'info', text: noBorder}};
	}

	const rect = panes.find(({session}) => session === drag.session)?.rect;
	if (rect === undefined) {
		return {};
	}

	const x = Math.max(0, Math.min(rect.width - 1, mouse.x - rect.x));
	const y = Math.max(0, Math.min(rect.height - 1, mouse.y - rect.y));
	if (isOver) {
		return {effects: [{type: 'drag', session: drag.session, step: 'end', x, y}]};
	}

	const above = mouse.y - rect.y - y;
	const beyond = mouse.kind === 'wheel' ? wheelLines * ({up: -1, down: 1}[mouse.button as string] ?? 0) : above;
	return {
		effects: [{type: 'drag', session: drag.session, step: 'to', x, y, ...(beyond === 0 ? {} : {beyond})}],
		drag,
		...(above === 0 || mouse.kind === 'wheel' ? {} : {isBeyond: true}),
	};
}

function wheel(model: ClientModel, region: Region, by: -1 | 1): MouseResolved {
	switch (region.kind) {
		case 'session': {
			const focus: Resolved = getsFocus(model, region.session, by) ? {action: {type: 'focus', pane: region.session}} : {};
			return {...focus, effects: [{type: 'scroll', session: region.session, by: by * wheelLines}]};
		}

		case 'row':
		case 'panel': {
			return {action: {type: 'move', panel: region.panel, by: region.kind === 'row' ? by : by * wheelLines}};
		}

		case 'choice':
		case 'dialog': {
			return {action: {type: 'dialog', key: {name: by === -1 ? 'up' : 'down', text: '', ctrl: false, alt: false, shift: false}}};
		}

		default: {
			return {};
		}
	}
}

function press(model: ClientModel, {region, mouse, arrangement}: {region: Region; mouse: MouseInput; arrangement: Arrangement}): MouseResolved {
	switch (region.kind) {
		case 'choice': {
			const {dialog} = model.ui;
			const isSelected = dialog !== undefined && 'selected' in dialog && dialog.selected === region.index;
			return isSelected ? resolveBinding(model, `${dialog.kind}-accept`) : {action: {type: 'choose', index: region.index}};
		}

		case 'row': {
			return {action: {type: 'sequence', actions: [{type: 'focus', pane: region.panel}, {type: 'select', panel: region.panel, key: region.key}]}};
		}

		case 'border': {
			return {drag: {kind: 'border', path: region.seam.path, index: region.seam.index, across: region.seam.kind === 'columns'}};
		}

		case 'session': {
			return pressSession(model, {session: region.session, mouse, arrangement});
		}

		case 'panel': {
			return {action: {type: 'focus', pane: region.panel}};
		}

		case 'inboxLine': {
			return actOn(model, itemOfLine(model));
		}

		default: {
			return {};
		}
	}
}

/**
Whether the wheel gives a session the focus: what is read has it, so that keys go on in it. From an agent that is typed into it takes none away, whose
next key would be a command; and no pane leaves its place for it, or the next notch would be for another.
*/
function getsFocus(model: ClientModel, session: string, by: -1 | 1): boolean {
	const {ui} = model;
	const isRead = by === -1 || isScrolledBack(ui.scrolled[session]);
	return ui.mode === 'command' && ui.focus !== session && isRead && hasSamePlaces(model, reduce(model, {type: 'focus', pane: session}));
}

function pressSession({ui}: ClientModel, {session, mouse, arrangement}: {session: string; mouse: MouseInput; arrangement: Arrangement}): MouseResolved {
	const rect = arrangement.panes.find(pane => pane.session === session)?.rect;
	const focus: Resolved = ui.focus === session ? {} : {action: {type: 'focus', pane: session}};
	if (rect === undefined || !contains(rect, mouse)) {
		return isOuter(arrangement, mouse) ? focus : {...focus, drag: {kind: 'frame'}};
	}

	return {...focus, effects: [{type: 'drag', session, step: 'from', x: mouse.x - rect.x, y: mouse.y - rect.y, ...(mouse.alt ? {isBlock: true} : {})}], drag: {kind: 'cells', session}};
}

/** Whether a cell is of the frame around everything, which lies between nothing: who drags there means no border. */
const isOuter = ({body}: Arrangement, {x, y}: {x: number; y: number}): boolean => x === body.x || y === body.y || x === body.x + body.width - 1 || y === body.y + body.height - 1;
