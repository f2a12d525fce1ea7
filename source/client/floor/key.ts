import type {Key} from '../input/event.js';

/**
The name that bindings use: `q`, `L`, `?`, `space`, `ctrl-]`, `alt-left`, `shift-tab`.

A character that is typed without ctrl or alt is its own name, so that an upper-case letter needs no `shift-`.
*/
export function keyName(key: Key): string {
	if (!key.ctrl && !key.alt && key.text.trim() !== '' && [...key.text].length === 1) {
		return key.text;
	}

	const shift = key.shift && (key.name.length > 1 || key.ctrl || key.alt);
	return `${key.ctrl ? 'ctrl-' : ''}${key.alt ? 'alt-' : ''}${shift ? 'shift-' : ''}${key.name}`;
}

export type {Key} from '../input/event.js';
