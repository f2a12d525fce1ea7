import {Buffer} from 'node:buffer';
import test from 'ava';
import fc from 'fast-check';
import {keyBytes, type TerminalModes} from '../../../source/client/input/encode.js';
import {encodeKey} from '../../../source/client/input/encode-key.js';
import type {Key} from '../../../source/client/input/event.js';
import {keyFromName} from '../../../source/client/input/key-from-name.js';
import {keypadCharacters, keyTable} from '../../../source/client/input/key-table.js';
import {InputParser} from '../../../source/client/input/parser.js';
import {plainModes} from '../../../source/screen/screen.js';

const kitty = {...plainModes, kittyFlags: 1};
const all = {...plainModes, kittyFlags: 8};
const level1 = {...plainModes, modifyOtherKeys: 1 as const};
const level2 = {...plainModes, modifyOtherKeys: 2 as const};
const escape = '\u{1B}';

/** What a key is in the old form, with control in the old form, in kitty's, with control in kitty's, and as kitty sends all keys. */
const expected: Record<string, [legacy: string, legacyCtrl: string, kitty: string, kittyCtrl: string, kittyAll: string]> = {
	up: ['[A', '[1;5A', '[A', '[1;5A', '[A'],
	down: ['[B', '[1;5B', '[B', '[1;5B', '[B'],
	right: ['[C', '[1;5C', '[C', '[1;5C', '[C'],
	left: ['[D', '[1;5D', '[D', '[1;5D', '[D'],
	clear: ['[E', '[1;5E', '[E', '[1;5E', '[E'],
	end: ['[F', '[1;5F', '[F', '[1;5F', '[F'],
	home: ['[H', '[1;5H', '[H', '[1;5H', '[H'],
	f1: ['OP', '[1;5P', '[P', '[1;5P', '[P'],
	f2: ['OQ', '[1;5Q', '[Q', '[1;5Q', '[Q'],
	f3: ['OR', '[1;5R', '[13~', '[13;5~', '[13~'],
	f4: ['OS', '[1;5S', '[S', '[1;5S', '[S'],
	insert: ['[2~', '[2;5~', '[2~', '[2;5~', '[2~'],
	delete: ['[3~', '[3;5~', '[3~', '[3;5~', '[3~'],
	pageup: ['[5~', '[5;5~', '[5~', '[5;5~', '[5~'],
	pagedown: ['[6~', '[6;5~', '[6~', '[6;5~', '[6~'],
	f5: ['[15~', '[15;5~', '[15~', '[15;5~', '[15~'],
	f6: ['[17~', '[17;5~', '[17~', '[17;5~', '[17~'],
	f7: ['[18~', '[18;5~', '[18~', '[18;5~', '[18~'],
	f8: ['[19~', '[19;5~', '[19~', '[19;5~', '[19~'],
	f9: ['[20~', '[20;5~', '[20~', '[20;5~', '[20~'],
	f10: ['[21~', '[21;5~', '[21~', '[21;5~', '[21~'],
	f11: ['[23~', '[23;5~', '[23~', '[23;5~', '[23~'],
	f12: ['[24~', '[24;5~', '[24~', '[24;5~', '[24~'],
	menu: ['[29~', '[29;5~', '[57363u', '[57363;5u', '[57363u'],
	f13: ['[25~', '[25;5~', '[57376u', '[57376;5u', '[57376u'],
	f14: ['[26~', '[26;5~', '[57377u', '[57377;5u', '[57377u'],
	f15: ['[28~', '[28;5~', '[57378u', '[57378;5u', '[57378u'],
	f16: ['[29~', '[29;5~', '[57379u', '[57379;5u', '[57379u'],
	f17: ['[31~', '[31;5~', '[57380u', '[57380;5u', '[57380u'],
	f18: ['[32~', '[32;5~', '[57381u', '[57381;5u', '[57381u'],
	f19: ['[33~', '[33;5~', '[57382u', '[57382;5u', '[57382u'],
	f20: ['[34~', '[34;5~', '[57383u', '[57383;5u', '[57383u'],
	f21: ['[42~', '[42;5~', '[57384u', '[57384;5u', '[57384u'],
	f22: ['[43~', '[43;5~', '[57385u', '[57385;5u', '[57385u'],
	f23: ['[44~', '[44;5~', '[57386u', '[57386;5u', '[57386u'],
	f24: ['[45~', '[45;5~', '[57387u', '[57387;5u', '[57387u'],
	escape: ['', '', '[27u', '[27;5u', '[27u'],
	enter: ['\r', '\r', '\r', '[13;5u', '[13u'],
	tab: ['\t', '\t', '\t', '[9;5u', '[9u'],
	backspace: ['\u{7F}', '\b', '\u{7F}', '[127;5u', '[127u'],
	space: [' ', '\0', ' ', '[32;5u', '[32u'],
};

const withEscape = (text: string): string => text === '' || /^[O\[]./v.test(text) ? escape + text : text;

function keyOf(name: string): Key {
	const key = keyFromName(name);
	return key.name === 'space' && !key.ctrl && !key.alt ? {...key, text: ' '} : key;
}

test('every key of the table is sent in each protocol as that has it', t => {
	t.deepEqual(Object.keys(expected).toSorted(), Object.keys(keyTable).toSorted());
	for (const [name, forms] of Object.entries(expected)) {
		const found = [encodeKey(keyOf(name), plainModes), encodeKey(keyOf(`ctrl-${name}`), plainModes), encodeKey(keyOf(name), kitty), encodeKey(keyOf(`ctrl-${name}`), kitty), encodeKey(keyOf(name), all)];
		t.deepEqual(found, forms.map(form => withEscape(form)), name);
		t.is(keyTable[name]!.letter === undefined && keyTable[name]!.byte === undefined ? encodeKey(keyOf(`ctrl-${name}`), level2) : found[1], found[1], name);
	}
});

test('cursor keys and the keypad have another form when the program switched them', t => {
	const application = {...plainModes, applicationCursor: true, applicationKeypad: true};
	t.deepEqual(['up', 'down', 'right', 'left', 'home', 'end'].map(name => encodeKey(keyOf(name), application)), ['A', 'B', 'C', 'D', 'H', 'F'].map(letter => `${escape}O${letter}`));
	t.is(encodeKey(keyOf('ctrl-up'), application), `${escape}[1;5A`);
	for (const {code, character, letter} of keypadCharacters) {
		const key: Key = {...keyOf(character), keypad: true};
		t.is(encodeKey(key, application), `${escape}O${letter}`);
		t.is(encodeKey(key, plainModes), character);
		t.is(encodeKey({...key, ctrl: true, text: ''}, kitty), `${escape}[${code};5u`);
	}
});

test('enter of the keypad is told from the other where the program asked for it, whichever form the terminal sent', t => {
	const application = {...plainModes, applicationKeypad: true};
	const sent = (bytes: string, modes: TerminalModes) => {
		const events = new InputParser().push(Buffer.from(bytes));
		return events.map(event => event.type === 'key' ? String(keyBytes(event, modes)).replace(escape, '^') : event.type).join('');
	};

	for (const bytes of [`${escape}[57414u`, `${escape}OM`]) {
		t.is(sent(bytes, plainModes), '\r');
		t.is(sent(bytes, application), '^OM');
		t.is(sent(bytes, kitty), '^[57414u');
		t.is(sent(bytes, all), '^[57414u');
		t.is(sent(bytes, {...plainModes, kittyFlags: 4}), '\r', 'kitty\'s protocol without what tells keys apart');
		t.is(sent(bytes, {...application, kittyFlags: 1}), '^[57414u');
	}

	t.is(sent('\r', application), '\r');
	t.is(sent(`${escape}[57414;5u`, kitty), '^[57414;5u');
	t.is(sent(`${escape}[57414;5u`, application), '\r');
	t.is(sent(`${escape}[57414;1:3u`, {...plainModes, kittyFlags: 3}), '^[57414;1:3u', 'that it was let go');
});

test('characters with modifiers are told apart as far as the program asked', t => {
	const forms = (name: string) => [plainModes, level1, level2, kitty, all].map(modes => encodeKey(keyOf(name), modes).replaceAll(escape, '^'));
	t.deepEqual(forms('a'), ['a', 'a', 'a', 'a', '^[97u']);
	t.deepEqual(forms('A'), ['A', 'A', 'A', 'A', '^[97;2u']);
	t.deepEqual(forms('ctrl-a'), ['\u{1}', '\u{1}', '^[27;5;97~', '^[97;5u', '^[97;5u']);
	t.deepEqual(forms('ctrl-i'), ['\t', '\t', '^[27;5;105~', '^[105;5u', '^[105;5u']);
	t.deepEqual(forms('ctrl-shift-a'), ['\u{1}', '^[27;6;65~', '^[27;6;65~', '^[97;6u', '^[97;6u']);
	t.deepEqual(forms('alt-x'), ['^x', '^x', '^[27;3;120~', '^[120;3u', '^[120;3u']);
	t.deepEqual(forms('ctrl-1'), ['1', '^[27;5;49~', '^[27;5;49~', '^[49;5u', '^[49;5u']);
	t.deepEqual(forms('shift-enter'), ['^\r', '^[27;2;13~', '^[27;2;13~', '^[13;2u', '^[13;2u']);
	t.deepEqual(forms('alt-enter'), ['^\r', '^[27;3;13~', '^[27;3;13~', '^[13;3u', '^[13;3u']);
	t.deepEqual(forms('shift-tab'), ['^[Z', '^[Z', '^[27;2;9~', '^[9;2u', '^[9;2u']);
	t.deepEqual(forms('alt-backspace'), ['^\u{7F}', '^\u{7F}', '^[27;3;127~', '^[127;3u', '^[127;3u']);
	t.deepEqual(forms('ctrl-]'), ['\u{1D}', '\u{1D}', '^[27;5;93~', '^[93;5u', '^[93;5u']);
	t.deepEqual(forms('é'), ['é', 'é', 'é', 'é', '^[233u']);
	t.deepEqual(forms('日'), ['日', '日', '日', '日', '^[26085u']);
	t.is(encodeKey(keyOf('A'), {...plainModes, kittyFlags: 31}), `${escape}[97:65;2;65u`);
	t.is(encodeKey(keyOf('a'), {...plainModes, kittyFlags: 24}), `${escape}[97;;97u`);
});

test('a key with ctrl or alt types no text, in whichever way the terminal told it', t => {
	const all31 = {...plainModes, kittyFlags: 31};
	const sent = (bytes: string) => new InputParser().push(Buffer.from(bytes)).map(event => event.type === 'key' ? encodeKey(event.key, all31) : event.type);
	const forms = ['[97;3u', '[97:65;4u', '[97;3u', '[97;5u', '[97;5u'].map(form => escape + form);
	t.deepEqual(sent(`${escape}a${escape}A${escape}[97;3;97u${escape}[97;5;97u\u{1}`), forms);
	t.deepEqual(sent(`aA${escape}[97;;229u`), ['[97;;97u', '[97:65;2;65u', '[97;;229u'].map(form => escape + form), 'and one without does');
});

test('what a program is sent in the protocol of kitty is the same key when it is read again', t => {
	const names = [...Object.keys(keyTable), 'a', 'z', '7', ']', 'é', 'ß'];
	fc.assert(fc.property(fc.constantFrom(...names), fc.subarray(['ctrl-', 'alt-', 'shift-']), fc.constantFrom(1, 9, 25, 31), (name, modifiers, kittyFlags) => {
		const key = keyFromName(modifiers.join('') + name);
		const parser = new InputParser();
		const events = [...parser.push(Buffer.from(encodeKey(key, {...plainModes, kittyFlags}))), ...parser.flush()];
		const [event] = events;
		// Shift and a character that has no other form is the character.
		const isShiftedText = modifiers.length === 1 && modifiers[0] === 'shift-' && keyTable[name] === undefined;
		t.is(events.length, 1);
		t.true(event?.type === 'key' && event.key.name === name && (isShiftedText || (event.key.ctrl === key.ctrl && event.key.alt === key.alt && event.key.shift === key.shift)), `${modifiers.join('')}${name}`);
	}));
});

test('that a key is held or was let go is told to who asked for it, and to nobody else', t => {
	const told = {...plainModes, kittyFlags: 3};
	const everything = {...plainModes, kittyFlags: 11};
	const key = (name: string): Key => ({...keyFromName(name), text: name.length === 1 ? name : ''});
	const cases: Array<[name: string, repeat: string, release: string, releaseAll: string]> = [
		['up', '[1;1:2A', '[1;1:3A', '[1;1:3A'],
		['ctrl-up', '[1;5:2A', '[1;5:3A', '[1;5:3A'],
		['delete', '[3;1:2~', '[3;1:3~', '[3;1:3~'],
		['escape', '[27;1:2u', '[27;1:3u', '[27;1:3u'],
		['ctrl-a', '[97;5:2u', '[97;5:3u', '[97;5:3u'],
	];
	for (const [name, repeat, release, releaseAll] of cases) {
		t.is(encodeKey(keyFromName(name), told, 'repeat'), escape + repeat, name);
		t.is(encodeKey(keyFromName(name), told, 'release'), escape + release, name);
		t.is(encodeKey(keyFromName(name), everything, 'release'), escape + releaseAll, name);
		for (const modes of [plainModes, kitty, all, level2]) {
			t.is(encodeKey(keyFromName(name), modes, 'release'), '', name);
			t.is(encodeKey(keyFromName(name), modes, 'repeat'), encodeKey(keyFromName(name), modes), name);
		}
	}

	t.is(encodeKey(key('a'), told, 'repeat'), 'a');
	t.is(encodeKey(key('a'), told, 'release'), `${escape}[97;1:3u`);
	for (const name of ['enter', 'tab', 'backspace']) {
		t.is(encodeKey(keyFromName(name), told, 'release'), '', `${name} is let go`);
		t.regex(encodeKey(keyFromName(name), everything, 'release'), /;1:3u$/v, `${name} is let go`);
	}
});

test('what was typed is taken from the terminal where it says so', t => {
	const texts = (bytes: string) => new InputParser().push(Buffer.from(bytes)).map(event => event.type === 'key' ? [event.key.name, event.key.text, event.event ?? 'press'] : event.type);
	t.deepEqual(texts(`${escape}[50:34;2u`), [['2', '"', 'press']], 'shift and 2 of another keyboard');
	t.deepEqual(texts(`${escape}[97;1;229u`), [['a', 'å', 'press']], 'the text of an input method');
	t.deepEqual(texts(`${escape}[97;1:2u${escape}[97;1:3u${escape}[1;1:3A${escape}[3;1:2~`), [['a', 'a', 'repeat'], ['a', 'a', 'release'], ['up', '', 'release'], ['delete', '', 'repeat']]);
	t.deepEqual(texts(`${escape}[57441;2u${escape}[97;9u${escape}[1;9A`), ['foreignKey', 'foreignKey', 'foreignKey']);
});
