import {Buffer} from 'node:buffer';
import test from 'ava';
import fc from 'fast-check';
import {keyBytes, mouseBytes, pasteBytes, wheelBytes} from '../../../source/client/input/encode.js';
import {encodeKey} from '../../../source/client/input/encode-key.js';
import type {InputEvent, MouseInput} from '../../../source/client/input/event.js';
import {InputParser} from '../../../source/client/input/parser.js';
import {plainModes} from '../../../source/screen/screen.js';

const typed = (bytes: string, modes = plainModes) => {
	const parser = new InputParser();
	const events = [...parser.push(Buffer.from(bytes)), ...parser.flush()];
	return Buffer.concat(events.map(event => keyBytes(event as Extract<InputEvent, {type: 'key'}>, modes))).toString();
};

test('keys reach a program byte by byte as they were typed', t => {
	for (const bytes of ['hello\r', 'é日', '\u{3}', '\u{1B}', '\u{1B}b', '\u{1B}[A', '\u{1B}[1;5D', '\u{1B}[3~', '\u{1B}OP', '\u{1B}[Z', '\u{7F}']) {
		t.is(typed(bytes), bytes);
	}
});

test('cursor keys come in the form that the program asked for, whichever the terminal sent', t => {
	const application = {...plainModes, applicationCursor: true};
	t.is(typed('\u{1B}[A\u{1B}OB', application), '\u{1B}OA\u{1B}OB');
	t.is(typed('\u{1B}[A\u{1B}OB'), '\u{1B}[A\u{1B}[B');
	t.is(typed('\u{1B}[1;2A', application), '\u{1B}[1;2A');
});

test('keys of a protocol that the program never asked for come in plain bytes', t => {
	t.is(typed('\u{1B}[99;5u\u{1B}[27u\u{1B}[93;5u'), '\u{3}\u{1B}\u{1D}');
	t.is(typed('\u{1B}[13;2u'), '\u{1B}\r');
	t.is(typed('\u{1B}[97;3u'), '\u{1B}a');
});

test('a key by its name has the bytes that the key has', t => {
	const plain = {text: '', ctrl: false, alt: false, shift: false};
	t.is(encodeKey({...plain, name: ']', ctrl: true}, plainModes), '\u{1D}');
	t.is(encodeKey({...plain, name: 'pageup'}, plainModes), '\u{1B}[5~');
});

test('nothing in a paste ends it or acts as a key', t => {
	fc.assert(fc.property(fc.string({unit: fc.constantFrom('a', '\n', '\r', '\u{1B}', '[201~', '\u{3}', '\u{9B}', '日', '\t')}), text => {
		const bytes = Buffer.from(pasteBytes({text}, {...plainModes, bracketedPaste: true})).toString();
		t.true(bytes.startsWith('\u{1B}[200~') && bytes.endsWith('\u{1B}[201~'));
		t.notRegex(bytes.slice(6, -6), /[\u{0}-\u{8}\v\f\u{E}-\u{1F}\u{7F}-\u{9F}]/v);
	}));
});

test('the mouse is reported as far as the program asked, in its protocol', t => {
	const press: MouseInput = {kind: 'press', button: 'left', x: 4, y: 2, ctrl: false, alt: false, shift: false};
	const drag: MouseInput = {...press, kind: 'drag'};
	t.is(mouseBytes(press, plainModes), undefined);
	t.is(mouseBytes(drag, {...plainModes, mouse: 'click', mouseEncoding: 'sgr'}), undefined);
	t.is(Buffer.from(mouseBytes(press, {...plainModes, mouse: 'click', mouseEncoding: 'sgr'})!).toString(), '\u{1B}[<0;5;3M');
	t.is(Buffer.from(mouseBytes({...drag, kind: 'release'}, {...plainModes, mouse: 'drag', mouseEncoding: 'sgr'})!).toString(), '\u{1B}[<0;5;3m');
	t.deepEqual([...mouseBytes(press, {...plainModes, mouse: 'any'})!], [0x1B, 0x5B, 0x4D, 32, 37, 35]);
});

test('every encoding of the mouse that a program may ask for says where it was, with what is held', t => {
	const press: MouseInput = {kind: 'press', button: 'right', x: 99, y: 2, ctrl: true, alt: false, shift: false};
	const release: MouseInput = {...press, kind: 'release'};
	const told = (mouse: MouseInput, modes: Partial<typeof plainModes>) => mouseBytes(mouse, {...plainModes, mouse: 'any', ...modes});
	const text = (mouse: MouseInput, modes: Partial<typeof plainModes>) => Buffer.from(told(mouse, modes) ?? []).toString();
	t.deepEqual([...told(press, {})!], [0x1B, 0x5B, 0x4D, 32 + 18, 132, 35]);
	t.deepEqual([...told(release, {})!], [0x1B, 0x5B, 0x4D, 32 + 19, 132, 35]);
	t.is(text(press, {mouseEncoding: 'utf8'}), `\u{1B}[M2${String.fromCodePoint(132)}#`);
	t.is(text(press, {mouseEncoding: 'urxvt'}), '\u{1B}[50;100;3M');
	t.is(text(release, {mouseEncoding: 'urxvt'}), '\u{1B}[51;100;3M');
	t.is(text(press, {mouseEncoding: 'sgr'}), '\u{1B}[<18;100;3M');
	// The middle of the cell, for a program that was told that a cell has 10×20.
	t.is(text(press, {mouseEncoding: 'pixels'}), '\u{1B}[<18;995;50M');
	t.is(text(release, {mouseEncoding: 'pixels'}), '\u{1B}[<18;995;50m');
	t.is(told({...press, x: 223}, {}), undefined, 'there is no byte for it');
	t.is(text({...press, x: 2000}, {mouseEncoding: 'utf8'}).codePointAt(4), 2033);
	t.is(told({...press, x: 2015}, {mouseEncoding: 'utf8'}), undefined);
	// Mode 9 knows presses of buttons, and nothing else.
	t.is(text(press, {mouse: 'press', mouseEncoding: 'sgr'}), '\u{1B}[<2;100;3M');
	t.is(told(release, {mouse: 'press'}), undefined);
	t.is(told({...press, kind: 'wheel', button: 'up'}, {mouse: 'press'}), undefined);
	t.is(text({...press, kind: 'wheel', button: 'down'}, {mouse: 'click', mouseEncoding: 'urxvt'}), '\u{1B}[113;100;3M');
	t.is(text({...press, kind: 'move', button: 'none', ctrl: false}, {mouseEncoding: 'sgr'}), '\u{1B}[<35;100;3M');
});

test('the wheel is cursor keys for a program that fills the screen and does not know the mouse', t => {
	const wheel: MouseInput = {kind: 'wheel', button: 'up', x: 0, y: 0, ctrl: false, alt: false, shift: false};
	t.is(wheelBytes(wheel, plainModes), undefined);
	t.is(wheelBytes(wheel, {...plainModes, alternateScreen: true, alternateScroll: false}), undefined, 'as the program asked (mode 1007)');
	t.is(wheelBytes(wheel, {...plainModes, alternateScreen: true, mouse: 'any'}), undefined);
	t.is(String(wheelBytes(wheel, {...plainModes, alternateScreen: true})), '\u{1B}[A'.repeat(3));
	t.is(String(wheelBytes({...wheel, button: 'down'}, {...plainModes, alternateScreen: true, applicationCursor: true})), '\u{1B}OB'.repeat(3));
});

test('a program that asked for a protocol has every key in it, whatever the terminal sent', t => {
	const kitty = {...plainModes, kittyFlags: 1};
	t.is(typed('\u{3}\u{1B}b\u{1B}', kitty), '\u{1B}[99;5u\u{1B}[98;3u\u{1B}[27u');
	t.is(typed('\u{1B}OAhello é\r', kitty), '\u{1B}[Ahello é\r');
	t.is(typed('\u{1B}[99;5u', {...plainModes, modifyOtherKeys: 2}), '\u{1B}[27;5;99~');
	t.is(typed('\u{1B}[27;5;99~', kitty), '\u{1B}[99;5u');
});

test('pieces of a paste are bracketed together', t => {
	const modes = {...plainModes, bracketedPaste: true};
	const parts = (['first', 'middle', 'last'] as const).map(part => String(pasteBytes({text: part, part}, modes)));
	t.is(parts.join(''), '\u{1B}[200~firstmiddlelast\u{1B}[201~');
});
