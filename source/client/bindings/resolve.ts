import {focusedSession} from '../floor/current.js';
import {keyName, type Key} from '../floor/key.js';
import {panelNames, type ClientModel} from '../floor/model.js';
import {reduce} from '../floor/reduce.js';
import type {Binding, Context, Resolved} from './binding.js';
import {bindingOf, bindings} from './table.js';

/**
What a key does now. In session mode every key but the prefix is the agent's: `passthrough`. A key whose action cannot be done now comes
to a `said` action with the reason.
*/
export function resolveKey(model: ClientModel, key: Key): Resolved {
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
			const said = `${name} means nothing here; ${firstKey(model, 'help')} shows all keys.`;
			return model.ui.prefixed ? {action: {type: 'sequence', actions: [{type: 'mode', mode: 'command'}, {type: 'said', level: 'info', text: said}]}} : {action: {type: 'said', level: 'info', text: said}};
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

/** Where keys are read now, nearest first. */
export function activeContexts({ui, floor}: ClientModel): Context[] {
	if (ui.dialog !== undefined) {
		return [ui.dialog.kind, 'dialog'];
	}

	if (ui.mode === 'session') {
		return ['session'];
	}

	const panel = panelNames.find(name => name === ui.focus);
	const isSession = focusedSession({ui, floor} as ClientModel) !== undefined;
	return [
		...(ui.prefixed ? ['prefix' as const] : []),
		...(ui.mode === 'scroll' ? ['scroll' as const] : []),
		...(panel === undefined ? [] : [panel]),
		...(isSession ? ['pane' as const] : []),
		'floor',
	];
}

/** Runs a binding by its id, as its key would. */
export function resolveBinding(model: ClientModel, id: string): Resolved {
	const binding = bindingOf(id);
	return binding === undefined ? {} : press(model, binding);
}

export const firstKey = (model: ClientModel, id: string): string => model.keys.keys[id]?.[0] ?? '';

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
		return {action: {type: 'said', level: 'info', text: reason}};
	}

	return binding.run(model);
}

/** What the palette chose is done to the model that it leaves behind. */
function follow(model: ClientModel, resolved: Resolved): Resolved {
	const {then, ...first} = resolved;
	if (then === undefined) {
		return resolved;
	}

	const next = resolveBinding(first.action === undefined ? model : reduce(model, first.action), then);
	const actions = [first.action, next.action].filter(action => action !== undefined);
	return {action: {type: 'sequence', actions}, effects: [...first.effects ?? [], ...next.effects ?? []]};
}
