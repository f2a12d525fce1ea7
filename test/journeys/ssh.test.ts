import process from 'node:process';
import test, {type ExecutionContext} from 'ava';
import {Pty} from '../client/pty.js';
import {makeCrew, echoInHex, type Crew} from '../support/crew.js';
import {program} from '../support/home.js';
import {processGone} from '../support/process-gone.js';
import {hasSecureShell, startSecureShell, type SecureShell} from '../support/secure-shell.js';

const size = {cols: 100, rows: 30};

/** The floor, over ssh where that is to be had. */
function openOver(t: ExecutionContext, {crew, shell}: {crew: Crew; shell: SecureShell | undefined}): Pty {
	const {environment, repository: cwd} = crew;
	return shell === undefined
		? crew.open(size)
		: new Pty(t, {argv: shell.command([process.execPath, program()], {cwd, environment}), size, environment, cwd, patience: 120_000});
}

/** The processes of the floor itself: not the daemon, not the holders. */
const floorsOf = async (crew: Crew): Promise<number[]> =>
	(await crew.processes()).filter(({command}) => command.includes('bin/millwright.js') && !command.startsWith('/usr/bin/ssh') && !command.includes('sh -c')).map(({pid}) => pid);

for (const cut of ['the client', 'the server'] as const) {
	test(`a floor over ssh whose connection is cut at ${cut}: agents go on, nothing of it stays behind, and attaching again works`, async t => {
		const shell = hasSecureShell() ? await startSecureShell(t) : undefined;
		if (shell === undefined) {
			t.log('There is no sshd on this machine: the terminal is closed in place of the connection, which is less than the promise.');
		}

		const crew = await makeCrew(t, {echo: echoInHex});
		const session = await crew.start('echo');
		const first = openOver(t, {crew, shell});
		await first.untilShows('ready');
		first.type('1\r');
		await first.untilShows('typing into 1');
		first.type('x');
		await first.untilShows('<78>');
		const floors = await floorsOf(crew);
		t.is(floors.length, 1);

		if (shell === undefined) {
			first.kill('SIGHUP');
		} else if (cut === 'the client') {
			first.kill('SIGKILL');
		} else {
			for (const pid of await shell.connections()) {
				process.kill(pid, 'SIGKILL');
			}
		}

		await first.end();
		await Promise.all(floors.map(async pid => processGone(pid)));
		t.deepEqual(await floorsOf(crew), [], 'no client is left without its person');
		const holder = await crew.follow(session);
		await holder.shows('<78>');

		const second = openOver(t, {crew, shell});
		await second.untilShows('<78>');
		second.type('1\r');
		await second.untilShows('typing into 1');
		second.type('y');
		await second.untilShows('<79>');
		second.type('\u{1D}d');
		t.is((await second.end()).exitCode, 0);
	});
}
