import {closeSync, openSync, readFileSync} from 'node:fs';
import {mkdtemp, rm} from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import {PassThrough} from 'node:stream';
import type {ReadStream, WriteStream} from 'node:tty';
import test, {type ExecutionContext} from 'ava';
import type {Abilities} from '../../../source/client/compositor/abilities.js';
import {Terminal} from '../../../source/client/terminal/terminal.js';

/** A terminal that says what it is told to say; what is written as the last thing goes to a file. */
async function enter(t: ExecutionContext, takes?: () => {askedAt: number}) {
	const folder = await mkdtemp(path.join(os.tmpdir(), 'mw-terminal-'));
	const file = path.join(folder, 'last');
	const fd = openSync(file, 'w');
	const stdin = Object.assign(new PassThrough(), {setRawMode() {}, ref() {}, unref() {}});
	const stdout = Object.assign(new PassThrough(), {fd, columns: 80, rows: 24});
	const terminal = new Terminal({stdin: stdin as unknown as ReadStream, stdout: stdout as unknown as WriteStream, mouse: false, ...(takes === undefined ? {} : {takes})});
	let written = '';
	stdout.on('data', chunk => {
		written += String(chunk);
	});
	const told: Abilities[] = [];
	terminal.abilities.on(abilities => {
		told.push(abilities);
	});
	terminal.enter();
	t.teardown(async () => {
		terminal.close();
		closeSync(fd);
		await rm(folder, {recursive: true});
	});
	return {
		terminal,
		told,
		written: () => written,
		last: () => readFileSync(file, 'utf8'),
		async says(text: string) {
			stdin.write(text);
			await new Promise<void>(resolve => {
				setImmediate(resolve);
			});
		},
	};
}

test('a terminal that was entered before the program was there is not entered again, and what it was asked then is answered here', async t => {
	const {terminal, told, written, says} = await enter(t, () => ({askedAt: performance.now() - 80}));
	t.is(written(), '');
	let isSettled = false;
	const settling = terminal.settle(60_000).then(() => {
		isSettled = true;
	});
	await says('\u{1B}[?2026;2$y\u{1B}[?1;5R\u{1B}[0n');
	t.false(isSettled);
	t.like(told.at(-1), {synchronized: true, repeat: true});
	await says('\u{1B}[?62c');
	await settling;
	terminal.leave();
	terminal.enter();
	await says('');
	t.regex(written(), /\?1049h/v, 'another time it is');
});

test('margins, repetition and held-back pictures are used by what the terminal answers, and margins are given back', async t => {
	const {terminal, told, written, last, says} = await enter(t);
	t.true(written().includes('\u{1B}[?2026$p\u{1B}[?69$p') && written().includes('\u{1B}[?6n'));
	t.false(written().includes('\u{1B}[?69h'));
	await says('\u{1B}[?2026;2$y\u{1B}[?69;2$y\u{1B}[?1;5R');
	t.deepEqual(told.at(-1), {synchronized: true, margins: true, repeat: true});
	t.true(written().endsWith('\u{1B}[?69h'));
	terminal.leave();
	t.true(last().includes('\u{1B}[r\u{1B}[?69l'));
	terminal.enter();
	t.deepEqual(told.at(-1), {synchronized: false, margins: false, repeat: false});
});

test('a terminal that knows none of it is asked for none of it', async t => {
	const {terminal, told, written, last, says} = await enter(t);
	await says('\u{1B}[?2026;0$y\u{1B}[?69;0$y\u{1B}[?1;2R\u{1B}[0n\u{1B}[?1;2c');
	t.deepEqual(told.at(-1), {synchronized: false, margins: false, repeat: false});
	terminal.leave();
	t.false((written() + last()).includes('?69h') || last().includes('?69l'));
});

test('flags of the keyboard are pushed once, set as they are wanted, believed as the terminal answers, and taken off its stack', async t => {
	const {terminal, written, last, says} = await enter(t);
	terminal.report({keyboard: 3, moves: false});
	t.is(terminal.keyboard, 0, 'it has not said that it speaks the protocol');
	await says('\u{1B}[?0u');
	t.true(written().endsWith('\u{1B}[>1u\u{1B}[=3;1u\u{1B}[?u'));
	t.is(terminal.keyboard, 0, 'it has not said what it made of it');
	await says('\u{1B}[?1u');
	t.is(terminal.keyboard, 1, 'it knows one of the flags alone');
	terminal.report({keyboard: 7, moves: false});
	await says('\u{1B}[?7u');
	t.is(terminal.keyboard, 7);
	terminal.report({keyboard: 1, moves: false});
	terminal.report({keyboard: 3, moves: false});
	await says('\u{1B}[?1u');
	t.is(terminal.keyboard, 0, 'the first of two answers is about flags that are not wanted any more');
	await says('\u{1B}[?3u');
	t.is(terminal.keyboard, 3);
	terminal.leave();
	t.is((written() + last()).split('\u{1B}[>').length, 2, 'one push');
	t.is((written() + last()).split('\u{1B}[<').length, 2, 'one pop');
	terminal.enter();
	t.is(terminal.keyboard, 0);
	await says('\u{1B}[?0u\u{1B}[?3u');
	t.true(written().endsWith('\u{1B}[>1u\u{1B}[=3;1u\u{1B}[?u'), 'after it came back it is as it was');
	t.is(terminal.keyboard, 3);
});

test('a terminal that does not speak the protocol is sent none of it, and its stack is left alone', async t => {
	const {terminal, written, last, says} = await enter(t);
	await says('\u{1B}[?1;2c');
	terminal.report({keyboard: 31, moves: false});
	terminal.leave();
	t.notRegex(written() + last(), /\u{1B}\[[<=>]\d*(?:;\d)?u/v);
});

test('moves of the mouse are reported while they are wanted, and drags after that', async t => {
	const {terminal, written, says} = await enter(t);
	terminal.report({keyboard: 1, moves: true});
	await says('');
	t.false(written().includes('?1003h'), 'the mouse is the terminal\'s own');
	terminal.setMouse('on');
	terminal.report({keyboard: 1, moves: true});
	terminal.report({keyboard: 1, moves: true});
	await says('');
	t.is(written().split('?1003h').length, 2);
	terminal.report({keyboard: 1, moves: false});
	await says('');
	t.true(written().endsWith('\u{1B}[?1003l\u{1B}[?1002h'));
	terminal.report({keyboard: 1, moves: true});
	terminal.setMouse('off');
	terminal.report({keyboard: 1, moves: false});
	await says('');
	t.true(written().endsWith('\u{1B}[?1000l'), 'not one is switched on again');
});

test('what rings while another program has the terminal waits for its end, of each kind the newest, and a terminal that was closed is not taken again', async t => {
	const {terminal, written, says} = await enter(t);
	terminal.tell('bell', '\u{7}');
	await says('');
	t.true(written().endsWith('\u{7}'));
	terminal.leave();
	const before = written();
	for (const text of ['one', 'two', '']) {
		terminal.tell('clipboard', text === '' ? '' : `\u{1B}]52;c;${text}\u{7}`);
		terminal.tell('bell', '\u{7}');
	}

	await says('');
	t.is(written(), before);
	terminal.enter();
	await says('');
	t.true(written().endsWith('\u{1B}]52;c;two\u{7}\u{7}'));
	t.false(written().includes('one'));
	const again = written().length;
	terminal.leave();
	terminal.enter();
	await says('');
	t.false(written().slice(again).includes(']52;'), 'once');
	terminal.close();
	terminal.enter();
	t.false(terminal.entered);
});
