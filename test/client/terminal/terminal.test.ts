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
async function enter(t: ExecutionContext) {
	const folder = await mkdtemp(path.join(os.tmpdir(), 'mw-terminal-'));
	const file = path.join(folder, 'last');
	const fd = openSync(file, 'w');
	const stdin = Object.assign(new PassThrough(), {setRawMode() {}, ref() {}, unref() {}});
	const stdout = Object.assign(new PassThrough(), {fd, columns: 80, rows: 24});
	const terminal = new Terminal({stdin: stdin as unknown as ReadStream, stdout: stdout as unknown as WriteStream, mouse: false});
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
