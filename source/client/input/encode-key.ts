import type {TerminalModes} from '../../protocol/holder.js';
import type {Key, KeyEventKind} from './event.js';
import {keypadCharacters, keyTable, type KeypadEntry} from './key-table.js';

/** The bytes of a key in the protocol that a program asked for. That it is held or was let go is told to a program that asked for that, and is '' for others. */
export function encodeKey(key: Key, modes: TerminalModes, event?: KeyEventKind): string {
	const isTold = (modes.kittyFlags & kittyFlag.events) !== 0;
	if (event === 'release' && !isTold) {
		return '';
	}

	if (modes.kittyFlags > 0) {
		return kittyKey(key, modes.kittyFlags, isTold ? event : undefined);
	}

	return otherKey(key, modes.modifyOtherKeys) ?? legacyKey(key, modes);
}

/** One more than the sum of 1 for shift, 2 for alt, 4 for ctrl. */
const modifiersOf = ({shift, alt, ctrl}: Key): number => 1 + (shift ? 1 : 0) + (alt ? 2 : 0) + (ctrl ? 4 : 0);

/** The bits of the kitty protocol that change what a key is sent as. */
const kittyFlag = {disambiguate: 1, events: 2, alternates: 4, all: 8, text: 16} as const;

const eventNumbers = {repeat: ':2', release: ':3'} as const;

function kittyKey(key: Key, flags: number, event: KeyEventKind | undefined): string {
	const entry = keyTable[key.name];
	const kind = event === undefined ? '' : eventNumbers[event];
	const isPlain = modifiersOf(key) === 1 && kind === '';
	const modifiers = `${modifiersOf(key)}${kind}`;
	if (entry?.number !== undefined && entry.code === undefined) {
		return isPlain ? `\u{1B}[${entry.number}~` : `\u{1B}[${entry.number};${modifiers}~`;
	}

	if (entry?.letter !== undefined) {
		return isPlain ? `\u{1B}[${entry.letter}` : `\u{1B}[1;${modifiers}${entry.letter}`;
	}

	const sendsAll = (flags & kittyFlag.all) !== 0;
	// Without either the keypad is what stands beside it.
	const keypad = (flags & (kittyFlag.disambiguate | kittyFlag.all)) === 0 ? undefined : keypadEntry(key);
	const isTold = keypad !== undefined && key.text === '';
	if (!sendsAll && !isTold && hasOldForm(key)) {
		if (event !== 'release') {
			return entry?.byte ?? key.text;
		}

		// As the protocol has it: a shell that was left behind in this mode can still be typed into.
		if (endsLine(key)) {
			return '';
		}
	}

	const code = keypad?.code ?? entry?.code ?? key.name.codePointAt(0)!;
	const shifted = (flags & kittyFlag.alternates) !== 0 && key.shift && [...key.text].length === 1 && key.text !== key.name ? `:${key.text.codePointAt(0)!}` : '';
	const text = sendsAll && event !== 'release' && (flags & kittyFlag.text) !== 0 && typesText(key) ? `;${[...key.text].map(character => character.codePointAt(0)).join(':')}` : '';
	const middle = isPlain && text === '' ? '' : `;${isPlain ? '' : modifiers}`;
	return `\u{1B}[${code}${shifted}${middle}${text}u`;
}

/** With ctrl or alt a key is a command and types nothing, whatever stands on it. */
const typesText = ({text, ctrl, alt}: Key): boolean => text !== '' && !ctrl && !alt;

/** What types text is sent as text, and return, tab and backspace as the bytes that end a line in any program. */
function hasOldForm(key: Key): boolean {
	if (key.ctrl || key.alt || key.name === 'escape') {
		return false;
	}

	return endsLine(key) ? !key.shift : key.text !== '';
}

const endsLine = ({name}: Key): boolean => ['enter', 'tab', 'backspace'].includes(name);

/** Of xterm's modifyOtherKeys: undefined when the key goes as it always did. */
function otherKey(key: Key, level: TerminalModes['modifyOtherKeys']): string | undefined {
	const entry = keyTable[key.name];
	const modifiers = modifiersOf(key);
	const isCharacter = entry === undefined;
	if (level === 0 || modifiers === 1 || (!isCharacter && entry.byte === undefined)) {
		return undefined;
	}

	// Shift alone is in the character that it types.
	if (isCharacter && !key.ctrl && !key.alt) {
		return undefined;
	}

	if (level === 1 && hasControlByte(key)) {
		return undefined;
	}

	const code = entry?.code ?? (key.shift ? key.name.toUpperCase() : key.name).codePointAt(0)!;
	return `\u{1B}[27;${modifiers};${code}~`;
}

/** Level 1 leaves alone what was always told apart: control and a letter, alt and a key, shift and tab, control and backspace or space. */
function hasControlByte(key: Key): boolean {
	const {name, ctrl, alt, shift} = key;
	switch (name) {
		case 'tab': {
			return shift && !ctrl && !alt;
		}

		case 'enter': {
			return false;
		}

		case 'escape':
		case 'backspace':
		case 'space': {
			return !shift;
		}

		default: {
			return !ctrl || (!shift && controlByte(name) !== name);
		}
	}
}

/** The bytes that terminals send for a key when no protocol is in use. */
function legacyKey(key: Key, modes: TerminalModes): string {
	const entry = keyTable[key.name];
	const modifiers = modifiersOf(key);
	if (entry?.letter !== undefined) {
		const introducer = 'PQRS'.includes(entry.letter) || modes.applicationCursor ? 'O' : '[';
		return modifiers === 1 ? `\u{1B}${introducer}${entry.letter}` : `\u{1B}[1;${modifiers}${entry.letter}`;
	}

	if (entry?.number !== undefined) {
		return modifiers === 1 ? `\u{1B}[${entry.number}~` : `\u{1B}[${entry.number};${modifiers}~`;
	}

	const keypad = keypadEntry(key);
	if (modes.applicationKeypad && modifiers === 1 && keypad !== undefined) {
		return `\u{1B}O${keypad.letter}`;
	}

	return (key.alt ? '\u{1B}' : '') + plainBytes(key);
}

const keypadEntry = ({name, keypad}: Key): KeypadEntry | undefined =>
	keypad === true ? keyTable[name]?.keypad ?? keypadCharacters.find(({character}) => character === name) : undefined;

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

/** The character itself where control gives it no byte. */
function controlByte(name: string): string {
	const code = name.toUpperCase().codePointAt(0)!;
	if (name.length === 1 && code >= 0x40 && code <= 0x5F) {
		return String.fromCodePoint(code - 0x40);
	}

	return {'/': '\u{1F}', '?': '\u{7F}', 2: '\0', 3: '\u{1B}', 4: '\u{1C}', 5: '\u{1D}', 6: '\u{1E}', 7: '\u{1F}', 8: '\u{7F}'}[name] ?? name;
}
