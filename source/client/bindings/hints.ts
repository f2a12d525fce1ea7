import type {ClientModel} from '../floor/model.js';
import {activeContexts, ownContexts} from './active-contexts.js';
import type {Binding} from './binding.js';
import {bindingOf, bindings} from './table.js';

export type Hint = {id: string; keys: string; words: string; rank: number};

/** The keys that apply now, most wanted first. A key that a nearer context has taken is not said twice. */
export function hintsFor(model: ClientModel): Hint[] {
	const contexts = activeContexts(model);
	const taken = new Set<string>();
	const hints: Hint[] = [];
	for (const context of contexts) {
		for (const binding of bindings.filter(binding => binding.context === context)) {
			const key = model.keys.keys[binding.id]?.find(key => !taken.has(key));
			for (const own of model.keys.keys[binding.id] ?? []) {
				taken.add(own);
			}

			const hint = key === undefined ? undefined : toHint(model, binding, key);
			if (hint !== undefined) {
				hints.push(hint);
			}
		}
	}

	return hints.toSorted((one, other) => one.rank - other.rank);
}

/** One key alone, for what a panel says of itself: whether others apply depends on where everything is, and that on what the panels say. */
export function hintOf(model: ClientModel, id: string): Hint | undefined {
	const binding = bindingOf(id);
	const key = model.keys.keys[id]?.[0];
	return binding === undefined || key === undefined || !ownContexts(model).includes(binding.context) ? undefined : toHint(model, binding, key);
}

function toHint(model: ClientModel, binding: Binding, key: string): Hint | undefined {
	const words = binding.off?.(model) === undefined ? wordsOf(binding, model) : '';
	return words === '' ? undefined : {id: binding.id, keys: key, words, rank: binding.rank ?? 50};
}

const wordsOf = ({hint}: Binding, model: ClientModel): string => typeof hint === 'function' ? hint(model) : hint ?? '';
