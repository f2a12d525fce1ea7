import Fuse from 'fuse.js';
import type {ClientModel} from '../floor/model.js';
import type {Binding, Context} from './binding.js';
import {bindings} from './table.js';

export type PaletteItem = {text: string; id: string; keys: string; off?: string};

const always = new Set<Context>(['floor', 'pane', 'prefix']);
// Moving about in a list or to a pane by number is quicker by its key than by its name.
const trivial = /^(?:focus-\d|palette|prefix(?:-detach)?|send-prefix|interrupt)$/v;
const steps = /-(?:up|down|page-up|page-down|top|bottom)$/v;

/** All that can be done by name, best match first; what cannot be done now goes last, with its reason. */
export function paletteItems(model: ClientModel, query: string): PaletteItem[] {
	// Off and on are those of the floor under the palette.
	const {dialog, ...ui} = model.ui;
	const under: ClientModel = {...model, ui: {...ui, mode: ui.under ?? 'command'}};
	const items = bindings.filter(binding => isNamed(binding, model)).flatMap(({id, words, off}): PaletteItem[] => {
		const reason = off?.(under);
		return reason === '' ? [] : [{text: words, id, keys: (model.keys.keys[id] ?? []).join(' '), ...(reason === undefined ? {} : {off: reason})}];
	});
	const found = query.trim() === '' ? items : new Fuse(items, {keys: [{name: 'text', weight: 2}, 'id', 'keys'], threshold: 0.4, ignoreLocation: true}).search(query.trim()).map(({item}) => item);
	return [...found.filter(({off}) => off === undefined), ...found.filter(({off}) => off !== undefined)];
}

function isNamed({id, context}: Binding, {ui}: ClientModel): boolean {
	return !trivial.test(id) && (always.has(context) || (context === ui.focus && !steps.test(id)));
}
