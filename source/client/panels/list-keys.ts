import type {Binding} from '../bindings/binding.js';
import type {PanelName} from '../floor/model.js';

/** The keys that every panel has: through its rows, or its text. */
export function listKeys(panel: PanelName): Binding[] {
	const step = (id: string, keys: string[], {by, words}: {by: number; words: string}): Binding =>
		({id: `${panel}-${id}`, context: panel, keys, words, run: () => ({action: {type: 'move', panel, by}})});
	return [
		step('up', ['up', 'k'], {by: -1, words: 'one up'}),
		step('down', ['down', 'j'], {by: 1, words: 'one down'}),
		// A page of the smallest screen that is drawn; larger ones move a little less than a page.
		step('page-up', ['pageup', 'ctrl-u'], {by: -10, words: 'ten up'}),
		step('page-down', ['pagedown', 'ctrl-d', 'space'], {by: 10, words: 'ten down'}),
		step('top', ['home', 'g'], {by: -1_000_000, words: 'to the first'}),
		step('bottom', ['end', 'G'], {by: 1_000_000, words: 'to the last'}),
	];
}
