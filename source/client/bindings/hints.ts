import type {ClientModel} from '../floor/model.js';
import {activeContexts} from './active-contexts.js';
import type {Binding} from './binding.js';
import {bindings} from './table.js';

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

			const words = key === undefined || binding.off?.(model) !== undefined ? '' : wordsOf(binding, model);
			if (key !== undefined && words !== '') {
				hints.push({id: binding.id, keys: key, words, rank: binding.rank ?? 50});
			}
		}
	}

	return hints.toSorted((one, other) => one.rank - other.rank);
}

const wordsOf = ({hint}: Binding, model: ClientModel): string => typeof hint === 'function' ? hint(model) : hint ?? '';
