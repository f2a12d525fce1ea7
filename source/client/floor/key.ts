/**
One key as the input parser tells it. `name` is the key's own name (`return`, `escape`, `tab`, `backspace`, `delete`, `insert`, `up`,
`down`, `left`, `right`, `home`, `end`, `pageup`, `pagedown`, `f1` …, `space`, `paste`, or the character itself); `text` is what it types, empty when
it types nothing. A paste is one key named `paste` with the whole of it in `text`.
*/
export type Key = {
	name: string;
	text: string;
	ctrl: boolean;
	alt: boolean;
	shift: boolean;
};

/**
The name that bindings use: `q`, `L`, `?`, `space`, `ctrl-]`, `alt-left`, `shift-tab`.

A character that is typed without ctrl or alt is its own name, so that an upper-case letter needs no `shift-`.
*/
export function keyName(key: Key): string {
	if (!key.ctrl && !key.alt && key.text.trim() !== '' && key.name !== 'paste' && [...key.text].length === 1) {
		return key.text;
	}

	const plain = key.name === ' ' ? 'space' : key.name.length === 1 ? key.name.toLowerCase() : key.name;
	const shift = key.shift && (plain.length > 1 || key.ctrl || key.alt);
	return `${key.ctrl ? 'ctrl-' : ''}${key.alt ? 'alt-' : ''}${shift ? 'shift-' : ''}${plain}`;
}
