import {keyName, type Key} from '../floor/key.js';
import type {ClientModel} from '../floor/model.js';
import {reduce} from '../floor/reduce.js';
import {activeContexts} from './active-contexts.js';
import type {Binding, Resolved} from './binding.js';
import {firstKey} from './first-key.js';
import {paletteItems} from './palette.js';
import {bindingOf, bindings} from './table.js';

/**
What a key does now. In session mode every key but the prefix is the agent's: `passthrough`. A key whose action cannot be done now comes
to a `said` action with the reason.
*/
export function resolveKey(model: ClientModel, key: Key): Resolved {
	return afterPress(model, meaningOf(model, key));
}

function meaningOf(model: ClientModel, key: Key): Resolved {
	const name = keyName(key);
	const binding = find(model, name);
	if (binding !== undefined) {
		return follow(model, press(model, binding));
	}

	switch (model.ui.mode) {
		case 'dialog': {
			return {action: {type: 'dialog', key}};
		}

		case 'session': {
			return {passthrough: true};
		}

		default: {
			return {action: {type: 'said', level: 'info', text: `${name} means nothing here; ${firstKey(model, 'help')} shows all keys.`}};
		}
	}
}

/** Text that was pasted: the dialog's, or the agent's in session mode; the floor has no use for it and must not read it as keys. */
export function resolvePaste(model: ClientModel, text: string): Resolved {
	switch (model.ui.mode) {
		case 'dialog': {
			return {action: {type: 'paste', text}};
		}

		case 'session': {
			return {passthrough: true};
		}

		default: {
			return {action: {type: 'said', level: 'info', text: 'Paste goes to an agent or into a dialog: press enter to type into the agent first.'}};
		}
	}
}

/** With what a press ends by itself put before it: the line that was said, the prefix. */
export function afterPress({ui}: ClientModel, resolved: Resolved): Resolved {
	if (resolved.passthrough === true || (ui.message === undefined && !ui.prefixed)) {
		return resolved;
	}

	const pressed = {type: 'pressed'} as const;
	return {...resolved, action: resolved.action === undefined ? pressed : {type: 'sequence', actions: [pressed, resolved.action]}};
}

/** Runs a binding by its id, as its key would. */
export function resolveBinding(model: ClientModel, id: string): Resolved {
	const binding = bindingOf(id);
	return binding === undefined ? {} : follow(model, press(model, binding));
}

function find(model: ClientModel, name: string): Binding | undefined {
	for (const context of activeContexts(model)) {
		const binding = bindings.find(binding => binding.context === context && model.keys.keys[binding.id]?.includes(name));
		if (binding !== undefined) {
			return binding;
		}
	}

	return undefined;
}

function press(model: ClientModel, binding: Binding): Resolved {
	const reason = binding.off?.(model);
	if (reason !== undefined) {
		return reason === '' ? {} : {action: {type: 'said', level: 'info', text: reason, of: binding.id}};
	}

	return binding.run(model);
}

/** What the palette has selected is done to the model that it leaves behind; when it cannot be done, its reason is told and the palette stays. */
function follow(model: ClientModel, resolved: Resolved): Resolved {
	const {dialog} = model.ui;
	if (resolved.isChoice !== true || dialog?.kind !== 'palette') {
		return resolved;
	}

	const choice = paletteItems(model, dialog.input.text)[dialog.selected];
	if (choice === undefined) {
		return {};
	}

	if (choice.off !== undefined) {
		return {action: {type: 'said', level: 'info', text: choice.off}};
	}

	const close = {type: 'close'} as const;
	const {action, ...rest} = resolveBinding(reduce(model, close), choice.id);
	return {...rest, action: {type: 'sequence', actions: action === undefined ? [close] : [close, action]}};
}
