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

test('what only the kitty protocol has is sent in the old form to a program that did not ask for it', t => {
	t.is(typed('\u{1B}[13~\u{1B}[13;3~\u{1B}[13;6~'), '\u{1B}OR\u{1B}[1;3R\u{1B}[1;6R', 'F3');
	t.is(typed('\u{1B}[57384u\u{1B}[57387;2u'), '\u{1B}[42~\u{1B}[45;2~', 'F21 and F24');
	t.is(typed('\u{1B}[57417u\u{1B}[57419;5u\u{1B}[57427u\u{1B}[57426;2u'), '\u{1B}[D\u{1B}[1;5A\u{1B}[E\u{1B}[3;2~', 'the keypad');
	t.is(typed('\u{1B}[57417u', {...plainModes, applicationCursor: true}), '\u{1B}OD');
	t.is(typed('\u{1B}[1;129A\u{1B}[1;133D\u{1B}[3;129~\u{1B}[57421;193u\u{1B}[15;131~'), '\u{1B}[A\u{1B}[1;5D\u{1B}[3~\u{1B}[5~\u{1B}[15;3~', 'with num lock or caps lock');
	t.is(typed('\u{1B}[13;3~', {...plainModes, kittyFlags: 1}), '\u{1B}[13;3~');
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

test('the wheel to the sides and the buttons at the side of a mouse are told by the number that the terminal gave', t => {
	const told = (bytes: string, modes: Partial<typeof plainModes>) => {
		const events = new InputParser().push(Buffer.from(bytes));
		return Buffer.concat(events.map(event => event.type === 'mouse' ? mouseBytes(event.mouse, {...plainModes, mouse: 'any', ...modes}) ?? Buffer.of() : Buffer.from('?')));
	};

	for (const code of [64, 65, 66, 67, 128, 129, 130, 131]) {
		for (const modifiers of [0, 4, 8, 16, 28]) {
			const press = `\u{1B}[<${code + modifiers};10;10M`;
			t.is(String(told(press, {mouseEncoding: 'sgr'})), press);
			t.is(String(told(press, {mouseEncoding: 'urxvt'})), `\u{1B}[${32 + code + modifiers};10;10M`);
			t.is(String(told(press, {mouseEncoding: 'utf8'})), `\u{1B}[M${String.fromCodePoint(32 + code + modifiers)}**`);
			t.deepEqual([...told(press, {})], [0x1B, 0x5B, 0x4D, 32 + code + modifiers, 42, 42]);
			t.is(String(told(press, {mouse: 'press', mouseEncoding: 'sgr'})), '', 'mode 9 knows three buttons');
		}
	}

	for (const code of [128, 129, 130, 131]) {
		for (const bytes of [`\u{1B}[<${code};10;10m`, `\u{1B}[<${code + 16};10;10m`, `\u{1B}[<${code + 32};10;10M`]) {
			t.is(String(told(bytes, {mouseEncoding: 'sgr'})), bytes);
		}

		// All but the SGR ones do not say which button was let go.
		t.is(String(told(`\u{1B}[<${code + 16};10;10m`, {mouseEncoding: 'urxvt'})), '\u{1B}[51;10;10M');
		t.deepEqual([...told(`\u{1B}[<${code};10;10m`, {})], [0x1B, 0x5B, 0x4D, 35, 42, 42]);
	}

	t.deepEqual([...told('\u{1B}[<255;10;10M', {})], [], 'there is no byte for it');
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
