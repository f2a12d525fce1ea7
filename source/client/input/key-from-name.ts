import type {Key} from './event.js';

/** The key of a name as bindings have it: `ctrl-]`, `alt-left`, `A`. */
export function keyFromName(name: string): Key {
	const modifiers = /^(?:(?:ctrl|alt|shift)-)*(?=.)/v.exec(name)?.[0] ?? '';
	const plain = name.slice(modifiers.length);
	const ctrl = modifiers.includes('ctrl-');
	const alt = modifiers.includes('alt-');
	const isCharacter = [...plain].length === 1;
	return {
		name: isCharacter ? plain.toLowerCase() : plain,
		text: isCharacter && !ctrl && !alt ? plain : '',
		ctrl,
		alt,
		shift: modifiers.includes('shift-') || (isCharacter && plain !== plain.toLowerCase()),
	};
}
