import {Buffer} from 'node:buffer';
import type {TerminalModes} from '../../protocol/holder.js';
import {safeInput} from '../../base/safe-text.js';
import type {InputEvent, Key, MouseInput} from './event.js';

/*
What the person does, in the bytes that the program in a pane expects. A key goes as it came whenever it can.
*/

/** The bytes of a key for a program in these modes. */
export function keyBytes({key, raw, legacy}: Extract<InputEvent, {type: 'key'}>, modes: TerminalModes): Uint8Array {
	if (cursorFinals[key.name] !== undefined && !key.ctrl && !key.alt && !key.shift) {
		return Buffer.from(encodeKey(key, modes));
	}

	return legacy ? raw : Buffer.from(encodeKey(key, modes));
}

/** The bytes that terminals send for a key when no protocol is in use. */
export function encodeKey(key: Key, modes: TerminalModes): string {
	const final = cursorFinals[key.name];
	const modifiers = 1 + (key.shift ? 1 : 0) + (key.alt ? 2 : 0) + (key.ctrl ? 4 : 0);
	if (final !== undefined) {
		const introducer = modes.applicationCursor && 'ABCDHF'.includes(final) ? 'O' : '[';
		return modifiers === 1 ? `\u{1B}${isFunctionFinal(final) ? 'O' : introducer}${final}` : `\u{1B}[1;${modifiers}${final}`;
	}

	const number = tildeNumbers[key.name];
	if (number !== undefined) {
		return modifiers === 1 ? `\u{1B}[${number}~` : `\u{1B}[${number};${modifiers}~`;
	}

	return (key.alt ? '\u{1B}' : '') + plainBytes(key);
}

/** A paste as the program asked for it. No byte of it can end the paste or act as a key. */
export function pasteBytes(text: string, modes: TerminalModes): Uint8Array {
	// Terminals send the return key's byte for a line's end.
	const clean = safeInput(text).replaceAll('\n', '\r');
	return Buffer.from(modes.bracketedPaste ? `\u{1B}[200~${clean}\u{1B}[201~` : clean);
}

/** Undefined when the program did not ask for this kind of event. Coordinates are those of its screen, from 0. */
export function mouseBytes(mouse: MouseInput, modes: TerminalModes): Uint8Array | undefined {
	if (!reported(mouse, modes.mouse)) {
		return undefined;
	}

	const held = mouse.kind === 'drag' ? 32 : 0;
	const code = buttonCodes[mouse.button] + held + (mouse.kind === 'move' ? 35 : 0) + (mouse.shift ? 4 : 0) + (mouse.alt ? 8 : 0) + (mouse.ctrl ? 16 : 0);
	if (modes.mouseSgr) {
		return Buffer.from(`\u{1B}[<${code};${mouse.x + 1};${mouse.y + 1}${mouse.kind === 'release' ? 'm' : 'M'}`);
	}

	// The first protocol has a byte for each coordinate, and does not say which button was let go.
	const old = mouse.kind === 'release' ? (code & ~3) + 3 : code;
	return mouse.x > 222 || mouse.y > 222 ? undefined : Buffer.from([0x1B, 0x5B, 0x4D, 32 + old, 33 + mouse.x, 33 + mouse.y]);
}

export const focusBytes = (focused: boolean): Uint8Array => Buffer.from(focused ? '\u{1B}[I' : '\u{1B}[O');

const cursorFinals: Readonly<Record<string, string>> = {
	up: 'A', down: 'B', right: 'C', left: 'D', home: 'H', end: 'F', f1: 'P', f2: 'Q', f3: 'R', f4: 'S',
};

const isFunctionFinal = (final: string): boolean => 'PQRS'.includes(final);

const tildeNumbers: Readonly<Record<string, number>> = {
	insert: 2, delete: 3, pageup: 5, pagedown: 6, f5: 15, f6: 17, f7: 18, f8: 19, f9: 20, f10: 21, f11: 23, f12: 24,
};

function plainBytes(key: Key): string {
	switch (key.name) {
		case 'enter': {
			// Agents take escape and return as a new line in a draft, which is what shift and enter means to a person.
			return key.shift && !key.alt ? '\u{1B}\r' : '\r';
		}

		case 'tab': {
			return key.shift ? '\u{1B}[Z' : '\t';
		}

		case 'backspace': {
			return key.ctrl ? '\b' : '\u{7F}';
		}

		case 'escape': {
			return '\u{1B}';
		}

		case 'space': {
			return key.ctrl ? '\0' : ' ';
		}

		default: {
			return key.ctrl ? controlByte(key.name) : key.text || (key.shift ? key.name.toUpperCase() : key.name);
		}
	}
}

function controlByte(name: string): string {
	const code = name.toUpperCase().codePointAt(0)!;
	if (name.length === 1 && code >= 0x40 && code <= 0x5F) {
		return String.fromCodePoint(code - 0x40);
	}

	return {'/': '\u{1F}', '?': '\u{7F}', 2: '\0', 3: '\u{1B}', 4: '\u{1C}', 5: '\u{1D}', 6: '\u{1E}', 7: '\u{1F}', 8: '\u{7F}'}[name] ?? name;
}

const buttonCodes = {left: 0, middle: 1, right: 2, none: 0, up: 64, down: 65, other: 66} as const;

function reported({kind}: MouseInput, wanted: TerminalModes['mouse']): boolean {
	switch (wanted) {
		case 'none': {
			return false;
		}

		case 'press': {
			return kind === 'press' || kind === 'wheel';
		}

		case 'click': {
			return kind !== 'drag' && kind !== 'move';
		}

		case 'drag': {
			return kind !== 'move';
		}

		case 'any': {
			return true;
		}
	}
}
