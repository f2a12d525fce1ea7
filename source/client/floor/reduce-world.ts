import type {FloorView} from '../../protocol/floor.js';
import type {Action} from './action.js';
import {isLive, isScrolledBack, modeUnder} from './current.js';
import {commanding, focusOn, held} from './reduce-focus.js';
import {begun, openedWords} from './opened.js';
import {isPanelName, vacant, type ClientModel, type UiState} from './model.js';

/** What comes from outside; undefined when the action is another reducer's. */
export function reduceWorld(model: ClientModel, action: Action): ClientModel | undefined {
	switch (action.type) {
		case 'floor': {
			return withFloor(model, action.floor);
		}

		case 'tick': {
			return {...model, now: action.now};
		}

		case 'resized': {
			return held({...model, size: action.size});
		}

		case 'connection': {
			return {...model, connection: action.connection};
		}

		case 'said': {
			const {type, ...message} = action;
			return {...model, ui: {...model.ui, message}};
		}

		case 'unsaid': {
			const {message, ...rest} = model.ui;
			return message === action.message ? {...model, ui: rest} : model;
		}

		case 'scrolled': {
			const {session, type, ...where} = action;
			const {[session]: before, ...others} = model.ui.scrolled;
			// One that ended is seen among those that live for as long as it is read in: who comes to its end has not gone elsewhere.
			const isRead = before !== undefined && session === model.ui.focus && model.floor.sessions.some(view => view.id === session && !isLive(view));
			const scrolled = isScrolledBack(where) || isRead ? {...others, [session]: where} : others;
			return held({...model, ui: {...model.ui, scrolled}});
		}

		// What comes late, for a change that is not looked at any more, is let go.
		case 'reviewed': {
			const isAsked = model.review?.project === action.project && model.review.task === action.task;
			return isAsked ? {...model, review: {project: action.project, task: action.task, view: action.review}} : model;
		}

		case 'unreviewed': {
			const {project, task, why} = action;
			const isAsked = model.review?.project === project && model.review.task === task && model.review.view === undefined;
			return isAsked ? {...model, review: {project, task, why}} : model;
		}

		case 'reviewing': {
			return {...model, review: {project: action.project, task: action.task}};
		}

		case 'logged': {
			const {stageLog} = model;
			const isAsked = stageLog?.run === action.run && stageLog.stage === action.stage && stageLog.attempt === action.attempt && (stageLog.next ?? 0) === action.from;
			return isAsked ? {...model, stageLog: {...stageLog, text: (stageLog.text ?? '') + action.text, next: action.next, ended: action.ended}} : model;
		}

		case 'runs': {
			const isAsked = model.runs?.project === action.project && model.runs.task === action.task;
			return isAsked ? {...model, runs: {project: action.project, task: action.task, view: action.runs}} : model;
		}

		case 'detailed': {
			return {...model, detail: {project: action.project, task: action.task, view: action.runs}};
		}

		case 'opened': {
			return arrived({...model, ui: {...model.ui, awaited: action.session}});
		}

		default: {
			return undefined;
		}
	}
}

/** The focus on a session that was opened, once the floor has it and no dialog is open; who types or scrolls elsewhere by then stays there. */
function arrived(model: ClientModel): ClientModel {
	const {awaited, ...ui} = model.ui;
	if (ui.mode === 'dialog' || model.floor.sessions.every(({id}) => id !== awaited)) {
		return model;
	}

	return ui.mode === 'command' ? focusOn({...model, ui}, awaited!) : {...model, ui};
}

/** Over the sentence that it waits, and never over one that something went wrong. */
function tellBegun(model: ClientModel, before: FloorView): ClientModel {
	const {message, dialog} = model.ui;
	const session = begun(before, model.floor);
	const isRoom = dialog === undefined && message?.level !== 'warn' && message?.level !== 'bad';
	return session === undefined || !isRoom ? model : {...model, ui: {...model.ui, message: openedWords(session, {isFocused: model.ui.focus === session.id})}};
}

function withFloor(model: ClientModel, floor: FloorView): ClientModel {
	const ui = dialogStillMeant(keepFocus(model.ui, floor), floor);
	// One that ended and had to give its place to those that live gives up the focus too.
	return held(arrived(tellBegun({...model, floor, ui}, model.floor)));
}

/** The focus goes to another pane only when its session is gone: to the session that came after it, or the queue. */
function keepFocus(ui: UiState, floor: FloorView): UiState {
	const has = (id: string | undefined) => floor.sessions.some(session => session.id === id);
	const scrolled = Object.fromEntries(Object.entries(ui.scrolled).filter(([id]) => has(id)));
	const kept = {...ui, scrolled, wishes: ui.wishes.every(({session}) => has(session)) ? ui.wishes : ui.wishes.filter(({session}) => has(session))};
	if (isPanelName(ui.focus) || ui.focus === vacant) {
		return kept;
	}

	const live = floor.sessions.find(isLive);
	if (has(ui.focus)) {
		const ended = floor.sessions.some(session => session.id === ui.focus && !isLive(session));
		// Nobody can type into a program that has ended; its pane stays until the person goes elsewhere.
		return ended && modeUnder({ui}) === 'session' ? {...kept, ...commanding(ui)} : kept;
	}

	const next = live?.id ?? 'queue';
	return {...kept, focus: next, ...(next === 'queue' ? {zoomed: false} : {lastSession: next}), ...commanding(ui)};
}

/** An item that was answered elsewhere cannot be answered here any more. */
function dialogStillMeant(ui: UiState, floor: FloorView): UiState {
	const {dialog, ...rest} = ui;
	if (dialog?.kind !== 'answer' || floor.inbox.some(({id}) => id === dialog.item.id)) {
		return ui;
	}

	return {...rest, mode: ui.under ?? 'command', message: {level: 'info', text: 'It was answered elsewhere.'}};
}
