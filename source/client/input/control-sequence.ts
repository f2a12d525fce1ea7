import {Buffer} from 'node:buffer';
import type {InputEvent, Key, KeyEventKind, MouseInput} from './event.js';
import {codeKey, letterKeys, modifiersOf, numberKeys} from './keys.js';
import {hasLock, isForeign, isPosition, isUnnamedKey} from './unnamed-key.js';

/** What one whole control sequence (`ESC [ … final`) says; undefined when it says nothing to us. */
export function decodeControlSequence(raw: Uint8Array): InputEvent | 'paste starts' | undefined {
	const body = Buffer.from(raw).toString('latin1').slice(2);
	const final = body.at(-1)!;
	const parameters = body.slice(0, -1);
	if (parameters.startsWith('<')) {
		return mouseEvent(parameters.slice(1), final);
	}

	if (parameters.startsWith('?')) {
		return replyEvent(parameters.slice(1), final);
	}

	if (parameters.startsWith('[')) {
		return keyEvent(raw, linuxConsoleKey(final)) ?? unnamedEvent(raw);
	}

	if (parameters === '' && (final === 'I' || final === 'O')) {
		return {type: 'focus', focused: final === 'I'};
	}

	if (final === 'R' && isPosition(parameters)) {
		return {type: 'reply', reply: {type: 'other', text: body}};
	}

	if (final === 'u' || final === '~' || letterKeys[final] !== undefined) {
		return pressEvent(raw, {parameters, final});
	}

	if (final === 'n') {
		return {type: 'reply', reply: {type: 'ready'}};
	}

	if (final === 'Z') {
		return keyEvent(raw, {name: 'tab', text: '', ctrl: false, alt: false, shift: true});
	}

	return unnamedEvent(raw);
}

const keyEvent = (raw: Uint8Array, key: Key | undefined): InputEvent | undefined =>
	key === undefined ? undefined : {type: 'key', key, raw: Buffer.from(raw), legacy: true};

const unnamedEvent = (raw: Uint8Array): InputEvent | undefined => isUnnamedKey(raw) ? {type: 'foreignKey', raw: Buffer.from(raw), legacy: true} : undefined;

const numbersOf = (parameters: string): number[][] => parameters.split(';').map(part => part.split(':').map(Number));

const eventKinds: ReadonlyArray<KeyEventKind | undefined> = [undefined, undefined, 'repeat', 'release'];

/** `CSI … ; modifiers : event …`: a key in any of the forms that have modifiers. With super, hyper or meta it is a key of the person's system. */
function pressEvent(raw: Uint8Array, {parameters, final}: {parameters: string; final: string}): InputEvent | 'paste starts' | undefined {
	const fields = numbersOf(parameters);
	const [modifiers = 1, kind = 1] = fields[1] ?? [];
	if (isForeign(modifiers)) {
		return {type: 'foreignKey', raw: Buffer.from(raw), legacy: false};
	}

	const found = final === 'u' ? extendedKey(raw, fields) : (final === '~' ? tildeEvent(raw, fields) : keyEvent(raw, {name: letterKeys[final]!, text: '', ...modifiersOf(modifiers)}));
	const event = eventKinds[kind];
	const isExtended = event !== undefined || hasLock(modifiers);
	if (!isExtended || found === 'paste starts' || found === undefined) {
		return found;
	}

	// A program that never asked whether a key is held or let go would take it for a press, and one with num lock for no key that it knows.
	return found.type === 'key' ? {...found, ...(event === undefined ? {} : {event}), legacy: false} : (found.type === 'foreignKey' ? {...found, legacy: false} : found);
}

function tildeEvent(raw: Uint8Array, [first, modifiers, third]: number[][]): InputEvent | 'paste starts' | undefined {
	const number = first?.[0] ?? 0;
	if (number === 200) {
		return 'paste starts';
	}

	if (number === 27 && third !== undefined) {
		return asExtended(raw, codeKey(third[0]!, modifiersOf(modifiers?.[0] ?? 1))) ?? unnamedEvent(raw);
	}

	const name = numberKeys[number];
	return name === undefined ? unnamedEvent(raw) : keyEvent(raw, {name, text: '', ...modifiersOf(modifiers?.[0] ?? 1)});
}

/** `CSI code : shifted : base ; modifiers : event ; text u` of the kitty protocol. */
function extendedKey(raw: Uint8Array, [codes, modifiers, text]: number[][]): InputEvent {
	const key = codeKey(codes?.[0] ?? 0, modifiersOf(modifiers?.[0] ?? 1));
	if (key === undefined) {
		return {type: 'foreignKey', raw: Buffer.from(raw), legacy: false};
	}

	// The layout of the person's keyboard says what shift types, and the terminal what was typed: both better than a guess.
	const shifted = key.shift ? codes?.[1] : undefined;
	const typed = text?.every(code => isTyped(code)) === true ? String.fromCodePoint(...text) : (isTyped(shifted) && key.text !== '' ? String.fromCodePoint(shifted!) : key.text);
	return {type: 'key', key: {...key, text: typed}, raw: Buffer.from(raw), legacy: false};
}

const isTyped = (code: number | undefined): boolean => code !== undefined && Number.isSafeInteger(code) && code >= 0x20 && code <= 0x10_FF_FF && (code < 0xD8_00 || code > 0xDF_FF);

const asExtended = (raw: Uint8Array, key: Key | undefined): InputEvent | undefined =>
	key === undefined ? undefined : {type: 'key', key, raw: Buffer.from(raw), legacy: false};

function linuxConsoleKey(final: string): Key | undefined {
	const number = 'ABCDE'.indexOf(final) + 1;
	return number === 0 ? undefined : {name: `f${number}`, text: '', ctrl: false, alt: false, shift: false};
}

function replyEvent(parameters: string, final: string): InputEvent {
	if (final === 'u') {
		return {type: 'reply', reply: {type: 'keyboard', flags: Number(parameters)}};
	}

	if (final === 'c') {
		return {type: 'reply', reply: {type: 'attributes'}};
	}

	const [first, second] = parameters.replace(/\$$/v, '').split(';').map(Number);
	if (final === 'y' && parameters.endsWith('$') && Number.isSafeInteger(first) && Number.isSafeInteger(second)) {
		return {type: 'reply', reply: {type: 'mode', mode: first!, state: second!}};
	}

	if (final === 'R' && Number.isSafeInteger(first) && Number.isSafeInteger(second)) {
		return {type: 'reply', reply: {type: 'position', x: second! - 1, y: first! - 1}};
	}

	return {type: 'reply', reply: {type: 'other', text: parameters + final}};
}

function mouseEvent(parameters: string, final: string): InputEvent | undefined {
	const [code, column, row] = parameters.split(';').map(Number);
	if (row === undefined || !Number.isSafeInteger(code) || !Number.isSafeInteger(column) || !Number.isSafeInteger(row) || (final !== 'M' && final !== 'm')) {
		return undefined;
	}

	const mouse: MouseInput = {
		kind: mouseKind(code!, final),
		...mouseButton(code!),
		x: Math.max(0, column! - 1),
		y: Math.max(0, row - 1),
		shift: (code! & 4) !== 0,
		alt: (code! & 8) !== 0,
		ctrl: (code! & 16) !== 0,
	};
	return {type: 'mouse', mouse};
}

function mouseKind(code: number, final: string): MouseInput['kind'] {
	const isExtra = (code & extraButtons) !== 0;
	if ((code & 64) !== 0 && !isExtra) {
		return 'wheel';
	}

	if ((code & 32) !== 0) {
		return (code & 3) === 3 && !isExtra ? 'move' : 'drag';
	}

	return final === 'm' ? 'release' : 'press';
}

// The bit of the buttons at the side of a mouse, and of all beyond them.
const extraButtons = 128;
// What is in the number and says nothing of the button: shift, alt, ctrl, and that it moves.
const besides = 4 + 8 + 16 + 32;
const buttons = ['left', 'middle', 'right', 'none'] as const;
const wheel = ['up', 'down', 'other', 'other'] as const;

function mouseButton(code: number): Pick<MouseInput, 'button' | 'code'> {
	const button = (code & extraButtons) === 0 ? ((code & 64) === 0 ? buttons : wheel)[code & 3]! : 'other';
	return button === 'other' ? {button, code: code & ~besides} : {button};
}
