import process from 'node:process';
import test from 'ava';
import {makeCrew, echoInHex} from '../support/crew.js';
import type {Home} from '../support/home.js';
import {git} from '../support/small-repository.js';
import {processGone} from '../support/process-gone.js';

async function killDaemon(home: Home): Promise<number> {
	const {welcome: {pid}} = await home.link({role: 'caretaker', start: false, rehearsal: undefined});
	process.kill(pid, 'SIGKILL');
	await processGone(pid);
	return pid;
}

test('kill -9 of the daemon under the floor: the agent is typed into meanwhile, and the floor comes back by itself', async t => {
	const crew = await makeCrew(t, {echo: echoInHex});
	const session = await crew.start('echo');
	const pty = crew.open({cols: 120, rows: 40});
	await pty.untilShows('ready');
	pty.type('1\r');
	await pty.untilShows('typing into 1');
	const pid = await killDaemon(crew);
	pty.type('x');
	await pty.untilShows('<78>');
	pty.type('\u{1D}');
	await pty.until(screen => !screen.includes('typing into'), 'the floor');

	t.is((await crew.run(['add', '--hold', 'Seen by who was there before'])).code, 0);
	await pty.untilShows('seen-by-who-was-there');
	const next = await crew.link({start: false});
	t.not(next.welcome.pid, pid);
	t.deepEqual((await next.request('session.list', {})).map(({id}) => id), [session.id], 'the session was adopted');
	t.true(pty.screen.includes('<78>'));
	pty.type('1\r');
	await pty.untilShows('typing into 1');
	pty.type('y');
	await pty.untilShows('<79>');
	t.regex(pty.screen, / log ─[\s\S]*shop is a project now/v, 'what happened before is still told');
	t.is((await crew.run(['daemon', 'stop', '--sessions'])).stdout, 'The daemon stopped, and 1 session with it.\n');
});

const stages: Array<[string, RegExp]> = [
	['plan', / plan +●/v], ['build', / build +●/v], ['verify', / verify +●/v], ['gate', / gate +●/v], ['approve', / approve +▲/v], ['merge', / merge +●/v],
];

test('kill -9 of the daemon at each stage of one run: it goes on each time, and the change is merged once', async t => {
	const crew = await makeCrew(t, {});
	const first = await git(crew.repository, 'rev-parse', 'main');
	const left = new Map(stages);
	const killed: string[] = [];
	let killing = Promise.resolve();
	const {code, stdout, stderr} = await crew.run(['run', '--approve', 'Write the note'], {
		heard(told) {
			for (const [stage, begun] of left) {
				if (!begun.test(told)) {
					continue;
				}

				left.delete(stage);
				killing = killing.then(async () => {
					await killDaemon(crew);
					killed.push(stage);
				// When two stages were told at once the daemon of the first kill is not followed by another yet.
				}).catch(() => {});
			}
		},
	});
	await killing;
	t.is(code, 0, `${stdout}${stderr}`);
	t.log(`killed at ${killed.join(', ')}`);
	t.true(killed.length >= 4, `only ${killed.join(', ')}`);
	t.is(await git(crew.repository, 'rev-parse', 'main~1'), first, 'merged, and no commit twice');
	t.is(await git(crew.repository, 'for-each-ref', 'refs/heads/millwright/runs'), '');
	t.is(await git(crew.repository, 'status', '--porcelain'), '');
	const daemon = await crew.link();
	t.deepEqual(await daemon.request('session.list', {}), [], 'no session is left');
});
