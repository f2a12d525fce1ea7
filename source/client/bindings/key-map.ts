import {nearest} from '../../base/nearest.js';
import {Misfit} from '../../config/misfit.js';
import {bindings} from './table.js';

/** Keys by binding id, after the person's own were put over the shipped ones. `prefix` leaves a session. */
export type KeyMap = {
	prefix: string;
	keys: Record<string, string[]>;
};

/** What agents use least; `ctrl-b` is tmux's and theirs. */
const defaultPrefix = 'ctrl-]';

const named = ['enter', 'tab', 'backspace', 'escape', 'space', 'up', 'down', 'left', 'right', 'home', 'end', 'pageup', 'pagedown', 'insert', 'delete', ...Array.from({length: 12}, (_, index) => `f${index + 1}`)];

/**
The keys that hold, from the shipped ones and those of the configuration: `{prefix: 'ctrl-a', zoom: 'Z', 'next-pane': ['tab', 'w']}`. An empty
list takes a binding's keys away.

@throws {Misfit} when a key or an action is unknown, or two actions of one place would have the same key.
*/
export function keyMap(own: Readonly<Record<string, string | string[]>> = {}): KeyMap {
	const {prefix: ownPrefix, ...others} = own;
	const prefix = ownPrefix === undefined ? defaultPrefix : checkKey('prefix', Array.isArray(ownPrefix) ? ownPrefix[0] ?? '' : ownPrefix);
	const overrides = Object.fromEntries(Object.entries(others).map(([id, keys]) => [checkAction(id), (Array.isArray(keys) ? keys : [keys]).map(key => checkKey(id, key))]));
	const keys = Object.fromEntries(bindings.map(({id, keys}) => [id, (overrides[id] ?? keys).map(key => key === 'prefix' ? prefix : key)]));
	if (Object.keys(overrides).length > 0) {
		checkDoubles(keys, new Set(Object.keys(overrides)));
	}

	return {prefix, keys};
}

/** The name as `keyName` gives it. */
function checkKey(action: string, key: string): string {
	const parts = /^(?<modifiers>(?:(?:ctrl|alt|shift)-)*)(?<name>.+)$/iv.exec(key.trim());
	const name = parts?.groups!['name'] ?? '';
	const lower = name.toLowerCase();
	const modifiers = parts?.groups!['modifiers']?.toLowerCase() ?? '';
	const isCharacter = [...name].length === 1;
	if (!isCharacter && !named.includes(lower)) {
		const near = nearest(lower, named);
		throw new Misfit(['keys', action], `"keys.${action}" should be one character or one of ${named.slice(0, 15).join(', ')}, f1 to f12, with ctrl-, alt- or shift- before it, and it is "${key}"`, near === undefined ? 'Give it a key that a terminal knows.' : `Did you mean "${modifiers}${near}"?`);
	}

	const has = (modifier: string) => modifiers.includes(`${modifier}-`) ? `${modifier}-` : '';
	return `${has('ctrl')}${has('alt')}${has('shift')}${isCharacter && modifiers === '' ? name : lower}`;
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

/** A key of the person's own goes before a shipped one; two of their own for one key contradict each other. */
function checkDoubles(keys: Record<string, string[]>, own: ReadonlySet<string>): void {
	const taken = new Map<string, string>();
	for (const {id, context} of bindings.filter(({id}) => own.has(id))) {
		for (const key of keys[id] ?? []) {
			const other = taken.get(`${context} ${key}`);
			if (other !== undefined) {
				throw new Misfit(['keys', id], `"keys.${id}" should be a key of its own, and "${key}" is given to "${other}" too`, 'Give one of them another key.');
			}

			taken.set(`${context} ${key}`, id);
		}
	}

	for (const {id, context} of bindings.filter(({id}) => !own.has(id))) {
		keys[id] = (keys[id] ?? []).filter(key => !taken.has(`${context} ${key}`));
	}
}
