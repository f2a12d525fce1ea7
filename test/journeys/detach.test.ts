import {createConnection, type Socket} from 'node:net';
import path from 'node:path';
import {once} from 'node:events';
import process from 'node:process';
import test from 'ava';
import {makeCrew} from '../support/crew.js';
import {asItWas, modesOf} from '../support/modes.js';
import {processGone} from '../support/process-gone.js';

// Prints what it is told through a socket of its own: the journey says when it works.
const listener = `
require('node:net').createServer(socket => socket.pipe(process.stdout, {end: false})).listen(process.argv[2], () => console.log('ready'));
`;

async function tell(socket: string): Promise<Socket> {
	const connection = createConnection(socket);
	await once(connection, 'connect');
	return connection;
}

for (const [name, keys] of [['the prefix and d', '\u{1D}d'], ['q', 'q']] as const) {
	test(`detach by ${name}: the session goes on, and another terminal shows it as its holder has it`, async t => {
		const crew = await makeCrew(t, {listener});
		const place = path.join(crew.folder, 'agent.sock');
		const session = await crew.start('listener', place);
		const first = crew.open({cols: 120, rows: 40});
		await first.untilShows('ready');
		const agent = await tell(place);
		t.teardown(() => {
			agent.destroy();
		});
		agent.write('seen by the first\r\n');
		await first.untilShows('seen by the first');
		first.type(keys);
		t.is((await first.end()).exitCode, 0);
		t.deepEqual(modesOf(first.emulator), asItWas);
		t.true(first.screen.includes('everything goes on'), first.screen);

		agent.write('\u{1B}[32mdone while nobody looked ✓ 漢字\u{1B}[m\r\n');
		const holder = await crew.follow(session);
		await holder.shows('done while nobody looked');

		const second = crew.open({cols: 100, rows: 30}, ['attach', '1']);
		await second.untilShows('done while nobody looked');
		agent.write('and after\r\n');
		await second.untilShows('and after');
		await holder.shows('and after');
		// It is in front, alone: between its two borders stands what the holder has, row for row.
		const inside = second.screen.split('\n').slice(3, -2).map(row => row.trimEnd()).join('\n');
		t.is(inside.trimEnd(), holder.text.split('\n').map(row => row.trimEnd()).join('\n').trimEnd());
	});
}

for (const [name, close] of [['SIGHUP', 'SIGHUP'], ['kill -9', 'SIGKILL']] as const) {
	test(`a client that goes by ${name} is a detach: nothing is lost, and attaching again shows it`, async t => {
		const crew = await makeCrew(t, {listener});
		const place = path.join(crew.folder, 'agent.sock');
		await crew.start('listener', place);
		const first = crew.open({cols: 120, rows: 40});
		await first.untilShows('ready');
		const agent = await tell(place);
		t.teardown(() => {
			agent.destroy();
		});
		first.kill(close);
		const {exitCode, signal} = await first.end();
		if (close === 'SIGHUP') {
			t.is(exitCode, 0);
			t.deepEqual(modesOf(first.emulator), asItWas);
		} else {
			t.is(signal, 9);
		}

		agent.write('done meanwhile\r\n');
		const second = crew.open({cols: 80, rows: 24}, ['attach']);
		await second.untilShows('done meanwhile');
		t.true(second.screen.includes('ready'), second.screen);
	});
}

test('who comes by another way, with another folder for sockets or none, finds the same daemon, also after a kill', async t => {
	const crew = await makeCrew(t, {listener});
	const session = await crew.start('listener', path.join(crew.folder, 'agent.sock'));
	const other = path.join(crew.folder, 'x');
	const ways = [{XDG_RUNTIME_DIR: other}, {XDG_RUNTIME_DIR: undefined}];
	const daemonOf = async (environment: Record<string, string | undefined>) => {
		const {stdout, stderr} = await crew.run(['daemon', 'status', '--json'], {environment});
		t.is(stderr, '');
		return (JSON.parse(stdout) as {pid: number}).pid;
	};

	const pid = await daemonOf({});
	t.deepEqual([await daemonOf(ways[0]!), await daemonOf(ways[1]!)], [pid, pid]);
	process.kill(pid, 'SIGKILL');
	await processGone(pid);
	const shown = await crew.run(['logs', session.id], {environment: ways[0]!});
	t.regex(shown.stdout, /ready/v, 'the next daemon, started from there, has taken up the session');
	t.not(await daemonOf({}), pid);
});
