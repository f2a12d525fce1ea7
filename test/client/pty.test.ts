import process from 'node:process';
import test, {type ExecutionContext} from 'ava';
import {Pty} from './pty.js';

const open = (t: ExecutionContext, script: string): Pty =>
	new Pty(t, {argv: ['/bin/sh', '-c', `stty -echo; ${script}; read line`], size: {cols: 40, rows: 5}, environment: {PATH: process.env['PATH']!}, isFloor: true});

/** What is looked at until a need is seen; a line is typed when `half` of it has come. */
async function lookAt(pty: Pty, half: string): Promise<string[]> {
	const isHalf = Promise.withResolvers<void>();
	pty.emulator.terminal.onWriteParsed(() => {
		if (pty.screen.includes(half)) {
			isHalf.resolve();
		}
	});
	const seen: string[] = [];
	const shown = pty.until(screen => {
		seen.push(screen.trim());
		return screen.includes('need');
	}, 'a need');
	await isHalf.promise;
	pty.type('\n');
	await shown;
	return seen;
}

test('a picture is looked at when it is whole: a key that answers half of one would come to nothing', async t => {
	const pty = open(t, String.raw`printf '\033[?2026hone need'; read line; printf '\rno need \033[?2026l'`);
	const seen = await lookAt(pty, 'one need');
	t.deepEqual(seen.filter(screen => screen !== ''), ['no need']);
});

test('a floor is looked at when its chrome stands, and what is said before it is taken at once', async t => {
	const pty = open(t, String.raw`printf 'no floor yet'; read line; printf '\033[?1049h\033[3;1Hneed of a session'; read line; printf '\033[Htop line'`);
	await pty.untilShows('no floor yet');
	pty.type('\n');
	const seen = await lookAt(pty, 'need of a session');
	t.is(seen.at(-1), 'top line\n\nneed of a session');
});
