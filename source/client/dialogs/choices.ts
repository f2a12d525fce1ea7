import {paletteItems} from '../bindings/palette.js';
import type {ClientModel} from '../floor/model.js';
import {agentChoices, fileChoices} from './named-choices.js';
import type {DialogState} from './state.js';

/** A row of a dialog that can be chosen. `id` is a binding's in the palette; `off` says why it cannot be done now. */
export type Choice = {text: string; id?: string; keys?: string; off?: string};

export function choicesOf(model: ClientModel, dialog: DialogState): Choice[] {
	switch (dialog.kind) {
		case 'palette': {
			return paletteItems(model, dialog.input.text);
		}

		case 'answer': {
			return dialog.item.choices.map(text => ({text}));
		}

		case 'add': {
			return dialog.projects.map(text => ({text}));
		}

		case 'edit': {
			return fileChoices(dialog);
		}

		case 'open': {
			return agentChoices(dialog);
		}

		default: {
			return [];
		}
	}
}
