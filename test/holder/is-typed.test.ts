import {Buffer} from 'node:buffer';
import {existsSync} from 'node:fs';
import path from 'node:path';
import test from 'ava';
import {focusBytes, mouseBytes, namedKeyBytes, pasteBytes} from '../../source/client/input/encode.js';
import type {MouseInput} from '../../source/client/input/event.js';
import {isTyped} from '../../source/holder/is-typed.js';
import type {TerminalModes} from '../../source/protocol/holder.js';
import {plainModes} from '../../source/screen/screen.js';
import {appear, drive, Follower, script} from './drive.js';

const mouse: MouseInput = {kind: 'move', button: 'none', x: 9, y: 4, shift: false, alt: false, ctrl: false};
const acts = [{kind: 'press', button: 'left'}, {kind: 'release', button: 'left'}, {kind: 'drag', button: 'left'}, {kind: 'drag', button: 'right', shift: true}, {kind: 'wheel', button: 'up'}] as const;
const encodings: Array<TerminalModes['mouseEncoding']> = ['bytes', 'utf8', 'sgr', 'urxvt', 'pixels'];

test('the focus and the place of the mouse are not typed, in whatever encoding the program asked for', t => {
	t.false(isTyped(focusBytes(true)));
	t.false(isTyped(focusBytes(false)));
	for (const mouseEncoding of encodings) {
		for (const held of [{}, {shift: true}, {alt: true, ctrl: true}, {x: 200, y: 180}]) {
			t.false(isTyped(mouseBytes({...mouse, ...held}, {...plainModes, mouse: 'any', mouseEncoding})!), `${mouseEncoding} ${JSON.stringify(held)}`);
		}
	}
});

test('keys, pastes, buttons and the wheel are typed', t => {
	for (const name of ['a', 'escape', 'up', 'f1', 'f5', 'alt-[', 'enter', 'pageup']) {
		t.true(isTyped(namedKeyBytes(name, plainModes)), `the key ${name}`);
		t.true(isTyped(namedKeyBytes(name, {...plainModes, kittyFlags: 31})), `the key ${name}`);
	}

	for (const text of ['I', '[O', 'a long text '.repeat(100)]) {
		t.true(isTyped(pasteBytes({text}, plainModes)), `pasted ${text}`);
		t.true(isTyped(pasteBytes({text}, {...plainModes, bracketedPaste: true})), `pasted ${text}`);
	}

	for (const mouseEncoding of encodings) {
		for (const act of acts) {
			t.true(isTyped(mouseBytes({...mouse, ...act}, {...plainModes, mouse: 'any', mouseEncoding})!), `${mouseEncoding} ${act.kind}`);
		}
	}

	t.false(isTyped(new Uint8Array(0)), 'who is about to type has not');
});

test('floods of other sessions rest for keys, and not for the mouse that only passes by', async t => {
	const holder = await drive(t, script(`
		process.stdin.setRawMode(true);
		process.stdout.write('\\u{1B}[?1003h\\u{1B}[?1006h\\u{1B}[?1004hready');
		process.stdin.on('data', data => process.stdout.write('\\u{1B}[2J\\u{1B}[H' + JSON.stringify(String(data))));
	`));
	const sign = path.join(path.dirname(holder.spec.socket), 'typed');
	const link = await holder.connect();
	const follower = new Follower(link);
	await follower.shows('ready');
	link.input(Buffer.from(focusBytes(true)));
	await follower.shows('[I"');
	// The sign is made behind an echo: after so many of them it would be there.
	for (let x = 1; x <= 40; x++) {
		link.input(Buffer.from(`\u{1B}[<35;${x};5M`));
		await follower.shows(`[<35;${x};5M"`);
	}

	t.false(existsSync(sign));
	link.input(Buffer.from('k'));
	t.is(await appear(sign), sign);
});
