import {Buffer} from 'node:buffer';
import {mkdtemp, readFile, rm} from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import test from 'ava';
import {clipboardSequence, copyText} from '../../../source/client/copy/clipboard.js';

const base64 = (text: string) => Buffer.from(text).toString('base64');

test('the clipboard is reached through tmux and screen as well', t => {
	t.is(clipboardSequence('héllo', 'nothing'), `\u{1B}]52;c;${base64('héllo')}\u{7}`);
	t.is(clipboardSequence('a', 'tmux'), `\u{1B}Ptmux;\u{1B}\u{1B}]52;c;${base64('a')}\u{7}\u{1B}\\`);
	const pieces = clipboardSequence('x'.repeat(2000), 'screen').split('\u{1B}\\').filter(piece => piece !== '');
	t.true(pieces.length > 1 && pieces.every(piece => piece.startsWith('\u{1B}P') && piece.length < 760));
	t.is(pieces.map(piece => piece.slice(2)).join(''), clipboardSequence('x'.repeat(2000), 'nothing'));
});

test('what is copied is always in the file, and the person is told where it went', async t => {
	const state = await mkdtemp(path.join(os.tmpdir(), 'mw-copy-'));
	t.teardown(async () => rm(state, {recursive: true}));
	const paths = {state, config: state, runtime: state};
	const file = path.join(state, 'clipboard.txt');
	const short = await copyText('one\ntwo', {paths, inside: 'nothing'});
	t.is(await readFile(file, 'utf8'), 'one\ntwo');
	t.is(short.said, `Copied 2 lines to the clipboard and to ${file}.`);
	const long = await copyText('x'.repeat(200_000), {paths, inside: 'nothing'});
	t.is(long.sequence, '');
	t.is((await readFile(file, 'utf8')).length, 200_000);
});
