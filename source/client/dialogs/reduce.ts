import type {Action} from '../floor/action.js';
import type {Key} from '../floor/key.js';
import type {ClientModel, UiState} from '../floor/model.js';
import {choicesOf} from './choices.js';
import type {DialogState} from './state.js';
import {filled, insert, typeKey, type TextInput} from './text-input.js';

/** What dialogs do with keys, pastes and clicks; undefined when the action is another reducer's. */
export function reduceDialog(model: ClientModel, action: Action): ClientModel | undefined {
	const {ui} = model;
	switch (action.type) {
		case 'open': {
			return {...model, ui: {...ui, dialog: action.dialog, mode: 'dialog', prefixed: false, under: ui.mode === 'dialog' ? ui.under ?? 'command' : ui.mode}};
		}

		case 'close': {
			return {...model, ui: closed(ui)};
		}

		case 'dialog': {
			return change(model, dialog => withKey(model, {dialog, key: action.key}));
		}

		case 'paste': {
			return change(model, dialog => 'input' in dialog ? withInput(dialog, insert(dialog.input, action.text)) : dialog);
		}

		case 'choose': {
			return change(model, dialog => choose(model, {dialog, index: action.index}));
		}

		default: {
			return undefined;
		}
	}
}

function closed(ui: UiState): UiState {
	const {dialog, under, ...rest} = ui;
	return dialog === undefined ? ui : {...rest, mode: under ?? 'command'};
}

function change(model: ClientModel, step: (dialog: DialogState) => DialogState): ClientModel {
	const {dialog} = model.ui;
	if (dialog === undefined) {
		return model;
	}

	const next = step(dialog);
	return next === dialog ? model : {...model, ui: {...model.ui, dialog: next}};
}

type KeyIn = {dialog: DialogState; key: Key};

function withKey(model: ClientModel, {dialog, key}: KeyIn): DialogState {
	const step = stepOf(key);
	if (dialog.kind === 'help') {
		const top = Math.max(0, dialog.top + step);
		return step === 0 ? typed(dialog, key) : {...dialog, top};
	}

	if ((dialog.kind === 'add' && (key.name === 'tab' || step !== 0)) || (dialog.kind === 'open' && key.name === 'tab')) {
		const by = key.name === 'tab' ? (key.shift ? -1 : 1) : Math.sign(step);
		return {...dialog, project: (dialog.project + by + dialog.projects.length) % Math.max(1, dialog.projects.length)};
	}

	if (step !== 0) {
		const count = choicesOf(model, dialog).length;
		const at = 'selected' in dialog ? dialog.selected : chosen(model, dialog);
		return count === 0 ? dialog : choose(model, {dialog, index: Math.max(0, Math.min(count - 1, at + step))});
	}

	if (dialog.kind === 'answer' && /^[1-9]$/v.test(key.text) && (key.alt || isUntouched(model, dialog))) {
		return choose(model, {dialog, index: Number(key.text) - 1});
	}

	return typed(dialog, key);
}

function typed(dialog: DialogState, key: Key): DialogState {
	if (!('input' in dialog)) {
		return dialog;
	}

	const input = typeKey(dialog.input, key);
	return input === dialog.input ? dialog : withInput(dialog, input);
}

/** A changed filter starts its list from the top. */
function withInput<Dialog extends DialogState & {input: TextInput}>(dialog: Dialog, input: TextInput): Dialog {
	return {...dialog, input, ...('selected' in dialog ? {selected: 0} : {}), ...('top' in dialog ? {top: 0} : {})};
}

function choose(model: ClientModel, {dialog, index}: {dialog: DialogState; index: number}): DialogState {
	const choices = choicesOf(model, dialog);
	const choice = choices[index];
	if (choice === undefined) {
		return dialog;
	}

	if (dialog.kind === 'answer') {
		return {...dialog, input: filled(choice.text)};
	}

	return dialog.kind === 'add' ? {...dialog, project: index} : ('selected' in dialog ? {...dialog, selected: index} : dialog);
}

const chosen = (model: ClientModel, dialog: DialogState): number => 'input' in dialog ? choicesOf(model, dialog).findIndex(({text}) => text === dialog.input.text) : -1;

/** A digit chooses while nothing of the person's own was typed; after that it is a digit of the answer. */
const isUntouched = (model: ClientModel, dialog: DialogState & {kind: 'answer'}): boolean =>
	dialog.input.text === '' || dialog.input.text === dialog.item.recommended || chosen(model, dialog) !== -1;

function stepOf({name, ctrl}: Key): number {
	switch (name) {
		case 'up': {
			return -1;
		}

		case 'down': {
			return 1;
		}

		case 'pageup': {
			return -10;
		}

		case 'pagedown': {
			return 10;
		}

		case 'p': {
			return ctrl ? -1 : 0;
		}

		case 'n': {
			return ctrl ? 1 : 0;
		}

		default: {
			return 0;
		}
	}
}
