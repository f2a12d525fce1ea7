import {Buffer} from 'node:buffer';
import {mkdtemp, readFile, rm, writeFile} from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import test from 'ava';
import {clipboardSequence, copyText as copyInRoom, type CopyOptions} from '../../../source/client/copy/clipboard.js';

const copyText = async (text: string, options: Omit<CopyOptions, 'room'>) => copyInRoom(text, {...options, room: 200});
const base64 = (text: string) => Buffer.from(text).toString('base64');

test('the clipboard is reached through tmux and screen as well', t => {
	t.is(clipboardSequence('héllo', 'nothing'), `\u{1B}]52;c;${base64('héllo')}\u{7}`);
	t.is(clipboardSequence('a', 'tmux'), `\u{1B}]52;c;${base64('a')}\u{7}\u{1B}Ptmux;\u{1B}\u{1B}]52;c;${base64('a')}\u{7}\u{1B}\\`);
	const pieces = clipboardSequence('x'.repeat(2000), 'screen').split('\u{1B}\\').filter(piece => piece !== '');
	t.true(pieces.length > 1 && pieces.every(piece => piece.startsWith('\u{1B}P') && piece.length < 760));
	t.is(pieces.map(piece => piece.slice(2)).join(''), clipboardSequence('x'.repeat(2000), 'nothing'));
});

test('what is copied is always in the file, and the person is told where it went', async t => {
	const state = await mkdtemp(path.join(os.tmpdir(), 'mw-copy-'));
	t.teardown(async () => rm(state, {recursive: true}));
	const paths = {state, config: state, runtime: state};
	const file = path.join(state, 'clipboard.txt');
	const environment = {PATH: state};
	const short = await copyText('one\ntwo', {paths, inside: 'nothing', environment});
	t.is(await readFile(file, 'utf8'), 'one\ntwo');
	t.is(short.said, `Copied 2 lines: terminal's clipboard, ${file}.`);
	const long = await copyText('x'.repeat(200_000), {paths, inside: 'nothing', environment});
	t.is(long.sequence, '');
	t.is((await readFile(file, 'utf8')).length, 200_000);
	t.is(long.said, `Too long for the terminal's clipboard: 200000 characters in ${file}.`);
	const saved = await copyText('one', {paths, inside: 'tmux', environment, to: 'file'});
	t.deepEqual(saved, {sequence: '', said: `Wrote 3 characters to ${file}.`});
	t.regex((await copyText('one', {paths, inside: 'screen', environment})).said, /: terminal's clipboard through screen, \//v);
});

test('the clipboard tool of a desktop is given the text, and one that fails is not believed', async t => {
	const state = await mkdtemp(path.join(os.tmpdir(), 'mw-copy-'));
	t.teardown(async () => rm(state, {recursive: true}));
	const paths = {state, config: state, runtime: state};
	const taken = path.join(state, 'taken');
	const write = async (program: string, script: string) => writeFile(path.join(state, program), `#!/bin/sh\n${script}\n`, {mode: 0o755});
	await write('wl-copy', 'exit 1');
	await write('xclip', `/bin/cat > '${taken}'`);
	const environment = {PATH: state, WAYLAND_DISPLAY: 'w', DISPLAY: ':0'};
	const long = 'x'.repeat(200_000);
	const {said} = await copyText(long, {paths, inside: 'nothing', environment});
	t.true(said.startsWith('Copied 200000 characters: clipboard by xclip, '));
	t.is(await readFile(taken, 'utf8'), long);
	const {said: without} = await copyText('a', {paths, inside: 'tmux', environment: {PATH: state}});
	t.regex(without, /^Copied 1 character: terminal's clipboard through tmux/v);
});

test('tmux around us is given the text itself, because it drops what programs ask of the terminal unless it is told not to', async t => {
	const state = await mkdtemp(path.join(os.tmpdir(), 'mw-copy-'));
	t.teardown(async () => rm(state, {recursive: true}));
	const taken = path.join(state, 'taken');
	await writeFile(path.join(state, 'tmux'), `#!/bin/sh\n[ "$*" = "load-buffer -w -" ] && /bin/cat > '${taken}'\n`, {mode: 0o755});
	const {said, sequence} = await copyText('one\ntwo', {paths: {state, config: state, runtime: state}, inside: 'tmux', environment: {PATH: state, TMUX: '/tmp/t,1,0', SSH_CONNECTION: 'a 1 b 2'}});
	t.is(await readFile(taken, 'utf8'), 'one\ntwo');
	t.regex(said, /^Copied 2 lines: tmux, which hands it on to the terminal's clipboard, .*clipboard\.txt\.$/v);
	t.is(sequence, '');
});
