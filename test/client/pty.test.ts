import process from 'node:process';
import test from 'ava';
import {Pty} from './pty.js';

// Half of a picture, and the other half after a line was typed.
const halves = String.raw`stty -echo; printf '\033[?2026hone need'; read line; printf '\rno need \033[?2026l'; read line`;

test('a picture is looked at when it is whole: a key that answers half of one would come to nothing', async t => {
	const pty = new Pty(t, {argv: ['/bin/sh', '-c', halves], size: {cols: 40, rows: 5}, environment: {PATH: process.env['PATH']!}});
	const half = Promise.withResolvers<void>();
	pty.emulator.terminal.onWriteParsed(() => {
		if (pty.screen.includes('one need')) {
			half.resolve();
		}
	});
	const seen: string[] = [];
	const shown = pty.until(screen => {
		seen.push(screen.trim());
		return screen.includes('need');
	}, 'a need');
	await half.promise;
	pty.type('\n');
	await shown;
	t.deepEqual(seen.filter(screen => screen !== ''), ['no need']);
});
