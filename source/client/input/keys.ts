import type {Key} from './event.js';
import {keypadCharacters, keyTable, type KeypadEntry} from './key-table.js';

const plain = {text: '', ctrl: false, alt: false, shift: false};

/** The key that sends this one character when no protocol is in use. */
export function characterKey(character: string): Key {
	const code = character.codePointAt(0)!;
	const named = namedCharacters.get(code);
	if (named !== undefined) {
		return {...plain, name: named, text: code === 0x20 ? ' ' : ''};
	}

	if (code < 0x20) {
		return {...plain, name: controlName(code), ctrl: true};
	}

	const lower = character.toLowerCase();
	return {...plain, name: lower, text: character, shift: lower !== character};
}

const namedCharacters = new Map([
	[0x09, 'tab'],
	[0x0D, 'enter'],
	[0x1B, 'escape'],
	[0x20, 'space'],
	// Both are sent by the backspace key, each by a part of the terminals.
	[0x08, 'backspace'],
	[0x7F, 'backspace'],
]);

const controlName = (code: number): string => code === 0 ? 'space' : String.fromCodePoint(code + 0x40).toLowerCase();

/** Keys of `ESC O` and of `CSI 1 ; modifiers`, by their last character. */
export const letterKeys: Readonly<Record<string, string>> = Object.fromEntries(Object.entries(keyTable).flatMap(([name, {letter}]) => letter === undefined ? [] : [[letter, name]]));

/** Keys of `CSI number ~`. */
export const numberKeys: Readonly<Record<number, string>> = {
	...Object.fromEntries(Object.entries(keyTable).flatMap(([name, {number}]) => number === undefined ? [] : [[number, name]])),
	// Older terminals.
	1: 'home', 4: 'end', 7: 'home', 8: 'end', 11: 'f1', 12: 'f2', 14: 'f4',
};

export function singleShiftKey(final: number): Key | undefined {
	const letter = String.fromCodePoint(final);
	const name = letterKeys[letter];
	return name === undefined ? keypadKey(keypad => keypad.letter === letter, plain) : {...plain, name};
}

/** `parameter` is one more than the sum of 1 for shift, 2 for alt, 4 for ctrl, as xterm and kitty send it. */
export function modifiersOf(parameter: number): {shift: boolean; alt: boolean; ctrl: boolean} {
	const bits = Math.max(0, parameter - 1);
	return {shift: (bits & 1) !== 0, alt: (bits & 2) !== 0, ctrl: (bits & 4) !== 0};
}

/** A key that is told by its code point and its modifiers. */
export function codeKey(code: number, modifiers: {shift: boolean; alt: boolean; ctrl: boolean}): Key | undefined {
	const name = namedCharacters.get(code) ?? keypadKeys[code] ?? functionKeys.get(code);
	if (name !== undefined) {
		return {name, text: name === 'space' && !modifiers.ctrl && !modifiers.alt ? ' ' : '', ...modifiers};
	}

	const keypad = keypadKey(keypad => keypad.code === code, modifiers);
	if (keypad !== undefined) {
		return keypad;
	}

	// Kitty has its own numbers for keys that type nothing (modifiers, media keys) in the private area.
	if (code < 0x20 || (code >= 0xE0_00 && code <= 0xF8_FF) || code > 0x10_FF_FF) {
		return undefined;
	}

	const character = String.fromCodePoint(code);
	const text = modifiers.shift ? character.toUpperCase() : character;
	return {name: character.toLowerCase(), text: modifiers.ctrl || modifiers.alt ? '' : text, ...modifiers};
}

/** A key of the keypad that programs may tell from that of the same meaning beside it. */
function keypadKey(isIt: (keypad: KeypadEntry) => boolean, modifiers: {shift: boolean; alt: boolean; ctrl: boolean}): Key | undefined {
	const name = Object.keys(keyTable).find(name => keyTable[name]!.keypad !== undefined && isIt(keyTable[name]!.keypad));
	if (name !== undefined) {
		return {name, ...modifiers, text: '', keypad: true};
	}

	const character = keypadCharacters.find(keypad => isIt(keypad))?.character;
	return character === undefined ? undefined : {name: character, ...modifiers, text: modifiers.ctrl || modifiers.alt ? '' : character, keypad: true};
}

/** Keys that only the kitty protocol has a code point for. */
const functionKeys = new Map(Object.entries(keyTable).flatMap(([name, {code, byte}]) => code === undefined || byte !== undefined ? [] : [[code, name] as const]));

const keypadKeys: Readonly<Record<number, string>> = {
	57_417: 'left', 57_418: 'right', 57_419: 'up', 57_420: 'down', 57_421: 'pageup', 57_422: 'pagedown',
	57_423: 'home', 57_427: 'clear', 57_424: 'end', 57_425: 'insert', 57_426: 'delete',
};
