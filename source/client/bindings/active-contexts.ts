import {arrange} from '../floor/arrange.js';
import {focusedSession, isScrolledBack} from '../floor/current.js';
import {isPanelName, type ClientModel} from '../floor/model.js';
import type {Context} from './binding.js';

/** Where keys are read when the open dialog is closed, nearest first. */
export function contextsUnder(model: ClientModel): Context[] {
	const {dialog, ...ui} = model.ui;
	return activeContexts({...model, ui: {...ui, mode: ui.under ?? 'command'}});
}

/** Where keys are read now, nearest first. */
export function activeContexts(model: ClientModel): Context[] {
	const contexts = ownContexts(model);
	return model.ui.mode === 'command' && scrolledBeside(model).length > 0 ? contexts.toSpliced(Math.max(contexts.indexOf('prefix'), contexts.indexOf('scrolled')) + 1, 0, 'beside') : contexts;
}

/** Sessions that are seen scrolled back and have not the focus. */
export const scrolledBeside = (model: ClientModel): string[] =>
	arrange(model).panes.flatMap(({session}) => session !== model.ui.focus && isScrolledBack(model.ui.scrolled[session]) ? [session] : []);

/** Those that do not depend on where everything is: it depends on what panels say of their keys. */
export function ownContexts(model: ClientModel): Context[] {
	const {ui} = model;
	if (ui.dialog !== undefined) {
		return [ui.dialog.kind, 'dialog'];
	}

	if (ui.mode === 'session') {
		return ['session'];
	}

	return [
		...(ui.prefixed ? ['prefix' as const] : []),
		...(ui.mode === 'scroll' && ui.marking !== undefined ? ['select' as const] : []),
		...(ui.mode === 'scroll' ? ['scroll' as const] : []),
		...(ui.mode === 'command' && isScrolledBack(ui.scrolled[ui.focus]) ? ['scrolled' as const] : []),
		...(isPanelName(ui.focus) ? [ui.focus] : []),
		...(focusedSession(model) === undefined ? [] : ['pane' as const]),
		'floor',
	];
}
