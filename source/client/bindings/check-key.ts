import {nearest} from '../../base/nearest.js';
import {Misfit} from '../../config/misfit.js';

const functionKeys = Array.from({length: 12}, (_, index) => `f${index + 1}`);
const named = ['enter', 'tab', 'backspace', 'escape', 'space', 'up', 'down', 'left', 'right', 'home', 'end', 'pageup', 'pagedown', 'insert', 'delete'];

// Nobody types them.
const untyped = new Set(['insert', ...functionKeys]);

/** The key that the configuration gives an action, with the name that `keyName` gives it. Throws a Misfit. */
export function checkKey(action: string, key: string): string {
	const {modifiers, name} = parts(key);
	const lower = name.toLowerCase();
	const isCharacter = [...name].length === 1;
	if (!isCharacter && !named.includes(lower) && !functionKeys.includes(lower)) {
		const near = nearest(lower, [...named, ...functionKeys]);
		throw new Misfit(['keys', action], `"keys.${action}" should be one character or one of ${named.join(', ')}, f1 to f12, with ctrl-, alt- or shift- before it, and it is "${key}"`, near === undefined ? 'Give it a key that a terminal knows.' : `Did you mean "${modifiers}${near}"?`);
	}

	const has = (modifier: string) => modifiers.includes(`${modifier}-`) ? `${modifier}-` : '';
	return `${has('ctrl')}${has('alt')}${has('shift')}${isCharacter && modifiers === '' ? name : lower}`;
}

// Terminals that know only the old ways send the same for both, or nothing of the kind: what leaves a session must not depend on which terminal it is.
const twins: Readonly<Record<string, string>> = {i: 'tab', m: 'enter', h: 'backspace', '?': 'backspace', '[': 'escape', 3: 'escape', '@': 'ctrl-space'};
const sentWithControl = /^(?:[\\\]^_a-z]|space|up|down|left|right|home|end|pageup|pagedown|insert|delete|f\d+)$/v;

/** Keys that are taken from the agent while it is typed into: one must be there, and none may be what people type. Throws a Misfit. */
export function checkLeaving(action: 'prefix' | 'leave-session', keys: string[]): string[] {
	const refuse = (given: string): Misfit =>
		new Misfit(['keys', action], `"keys.${action}" should be a key with ctrl- or alt-, or insert or f1 to f12, which is no part of what you type into an agent, and it is ${given}`, 'tmux has ctrl-b there and screen ctrl-a; the shipped one is ctrl-].');
	if (keys.length === 0) {
		throw refuse('empty');
	}

	return keys.map(given => {
		const key = checkKey(action, given);
		const {modifiers, name} = parts(key);
		if (modifiers.includes('ctrl') && twins[name] !== undefined) {
			throw refuse(`"${given}", which terminals send for ${twins[name]} too`);
		}

		if (modifiers.includes('ctrl') && !sentWithControl.test(name)) {
			throw refuse(`"${given}", which many terminals cannot send`);
		}

		if (!/ctrl|alt/v.test(modifiers) && !untyped.has(name)) {
			throw refuse(`"${given}"`);
		}

		return key;
	});
}

function parts(key: string): {modifiers: string; name: string} {
	const {modifiers = '', name = ''} = /^(?<modifiers>(?:(?:ctrl|alt|shift)-)*)(?<name>.+)$/iv.exec(key.trim())?.groups ?? {};
	return {modifiers: modifiers.toLowerCase(), name};
}
