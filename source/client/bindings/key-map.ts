import {nearest} from '../../base/nearest.js';
import {Misfit} from '../../config/misfit.js';
import type {Context} from './binding.js';
import {checkKey, checkLeaving} from './check-key.js';
import {bindings} from './table.js';

/** Keys by binding id, after the person's own were put over the shipped ones. `prefix` leaves a session. */
export type KeyMap = {
	prefix: string;
	keys: Record<string, string[]>;
};

/** What agents use least; `ctrl-b` is tmux's and theirs. */
const defaultPrefix = 'ctrl-]';

/**
The keys that hold, from the shipped ones and those of the configuration: `{prefix: 'ctrl-a', zoom: 'Z', 'next-pane': ['tab', 'W']}`. An empty
list takes a binding's keys away.

@throws {Misfit} when a key or an action is unknown, two actions of one place would have the same key, a shipped action would be left without one,
or a key that leaves a session would eat what is typed.
*/
export function keyMap(own: Readonly<Record<string, string | string[]>> = {}): KeyMap {
	const {prefix: ownPrefix, ...others} = own;
	const prefix = ownPrefix === undefined ? defaultPrefix : checkLeaving('prefix', [ownPrefix].flat())[0]!;
	const overrides = Object.fromEntries(Object.entries(others).map(([id, keys]) => [checkAction(id), [...new Set([keys].flat().map(key => checkKey(id, key)))]]));
	if (overrides['leave-session'] !== undefined) {
		checkLeaving('leave-session', overrides['leave-session']);
	}

	const keys = Object.fromEntries(bindings.map(({id, keys}) => [id, (overrides[id] ?? keys).map(key => key === 'prefix' ? prefix : key)]));
	checkDoubles(keys, new Set([...Object.keys(overrides), 'prefix']));
	return {prefix, keys};
}

function checkAction(id: string): string {
	if (bindings.some(binding => binding.id === id)) {
		return id;
	}

	const known = bindings.map(binding => binding.id);
	const meant = nearest(id, known);
	const near = meant === undefined ? known.filter(other => other.startsWith(id.slice(0, 3)) || other.includes(id)).slice(0, 5) : [meant];
	throw new Misfit(['keys', id], `"keys" should hold names of actions, and "${id}" is none`, near.length > 0 ? `Did you mean ${near.map(name => `"${name}"`).join(', ')}?` : 'The names of all actions are in docs/keys.md.');
}

/** A key of the person's own goes before a shipped one, whose action has another left; two of their own for one key contradict each other. */
function checkDoubles(keys: Record<string, string[]>, own: ReadonlySet<string>): void {
	const taken = new Map<string, string>();
	for (const {id, context} of bindings.filter(({id}) => own.has(id))) {
		for (const key of keys[id] ?? []) {
			const other = taken.get(`${place(context)} ${key}`);
			if (other !== undefined) {
				throw new Misfit(['keys', id], `"keys.${id}" should be a key of its own, and "${key}" is given to "${other}" too`, 'Give one of them another key.');
			}

			taken.set(`${place(context)} ${key}`, id);
		}
	}

	for (const {id, context} of bindings.filter(({id}) => !own.has(id))) {
		const shipped = keys[id] ?? [];
		const left = shipped.filter(key => !taken.has(`${place(context)} ${key}`));
		if (left.length === 0 && shipped[0] !== undefined) {
			const taker = taken.get(`${place(context)} ${shipped[0]}`)!;
			throw new Misfit(['keys', taker], `"keys.${taker}" should be a key that no other action needs, and "${shipped[0]}" is the only one of "${id}"`, `Give "${id}" another key under "keys" too, or none: "${id}: []".`);
		}

		keys[id] = left;
	}
}

/** The keys of a session's pane and of the floor are read together. */
const place = (context: Context): Context => context === 'pane' ? 'floor' : context;
