import {once} from 'node:events';
import {rm} from 'node:fs/promises';
import process from 'node:process';
import test from 'ava';
import {controlSocket, heraldSocket} from '../../source/base/paths.js';
import {ensureToken} from '../../source/link/ensure-token.js';
import {listen} from '../../source/link/server.js';
import type {Pty} from '../client/pty.js';
import {awaitGone} from '../support/await-gone.js';
import {echoInHex, makeCrew} from '../support/crew.js';
import {playHerald, startHerald, untilHerald} from '../support/herald.js';
import {makeHome, type Home} from '../support/home.js';
import type {Lifetime} from '../support/lifetime.js';
import {asItWas, modesOf} from '../support/modes.js';
import {makeRepository} from '../support/small-repository.js';

const size = {cols: 120, rows: 40};
// On a machine that does other work too a herald takes its time, and what is looked at here is what it brings.
const patient = {environment: {MILLWRIGHT_HERALD_PATIENCE: '300000'}};

async function leave(pty: Pty): Promise<void> {
	pty.type('q');
	await pty.untilShows('Left the floor');
	await pty.end();
}

/** A home in which a floor was opened in that size before, so that its sessions have the sizes of their places. */
async function openedBefore(t: Lifetime, until = async (_home: Home): Promise<void> => {}) {
	const crew = await makeCrew(t, {echo: echoInHex});
	await crew.start('echo', JSON.stringify('the words of the first, with a wide 中 in it '));
	await crew.start('echo', JSON.stringify('the words of the second '));
	const floor = crew.open(size);
	await floor.until(screen => screen.includes('the words of the first') && screen.includes('the words of the second'), 'both sessions');
	await until(crew);
	await leave(floor);
	return crew;
}

test('a floor that is opened again is drawn once, whole, and is then the client’s', async t => {
	const crew = await openedBefore(t, untilHerald);
	const floor = crew.open(size, [], patient);
	await floor.until(screen => screen.includes('the words of the first') && screen.includes('the words of the second'), 'both sessions');
	await floor.untilShows('? help');
	// It is the client that answers.
	floor.type('?');
	await floor.untilShows('escape close');
	floor.type('\u{1B}');
	await floor.until(screen => !screen.includes('escape close'), 'the floor again');
	await leave(floor);
	t.deepEqual(modesOf(floor.emulator), asItWas);
	t.true(floor.output.indexOf('millwright') < floor.output.indexOf('the words of the first'), 'what came first was the herald’s: a client draws the sessions before the chrome');
	t.is((await crew.run(['daemon', 'stop'])).code, 0);
	await awaitGone(heraldSocket(crew.paths));
});

test('where the herald has no picture a floor opens as it always does', async t => {
	const crew = await openedBefore(t);
	await startHerald(t, crew);
	// The sessions have other sizes than their places will have.
	const larger = crew.open({cols: 160, rows: 50}, [], patient);
	await larger.until(screen => screen.includes('the words of the first') && screen.includes('the words of the second'), 'both sessions');
	await leave(larger);
	t.deepEqual(modesOf(larger.emulator), asItWas);
});

test('a herald that does not answer keeps no floor from opening', async t => {
	const home = await makeHome(t);
	await makeRepository(home.repository);
	await (await home.link()).request('project.init', {path: home.repository, name: 'shop', gates: []});
	const asked = Promise.withResolvers<void>();
	const silent = await listen({
		file: heraldSocket(home.paths),
		onConnection() {
			asked.resolve();
		},
	});
	t.teardown(async () => silent.close());
	const floor = home.open(size);
	await floor.untilShows('queue');
	await asked.promise;
	await leave(floor);
	t.deepEqual(modesOf(floor.emulator), asItWas);
});

test('the herald goes when the daemon is killed', async t => {
	const crew = await openedBefore(t);
	const herald = await startHerald(t, crew);
	const gone = once(herald, 'exit');
	const {pid} = await (await crew.link()).request('daemon.status', {});
	process.kill(pid, 'SIGKILL');
	t.deepEqual(await gone, [0, null]);
});

test('where no floor comes after its picture, the terminal is given back before anything is said, and nothing is typed for the person', async t => {
	const home = await makeHome(t);
	await makeRepository(home.repository);
	await home.link();
	await playHerald(t, home);
	// A question comes: this folder belongs to no project.
	const asking = home.open(size, [], patient);
	await asking.untilShows('Begin one here?');
	t.deepEqual(modesOf(asking.emulator), asItWas);
	t.true(asking.output.includes('A PICTURE OF A FLOOR'));
	t.false(asking.screen.includes('A PICTURE'));
	asking.type('n\r');
	await asking.end();
	t.notRegex(asking.screen, /\[\?|\d;\d+c|\$y/v, 'no answer of the terminal was left to be read');

	// A sentence comes: no configuration can be read there.
	t.is((await home.run(['daemon', 'stop'])).code, 0);
	await rm(controlSocket(home.paths), {force: true});
	// The daemon may have started its own meanwhile.
	await playHerald(t, home);
	const refused = home.open(size, [], {environment: {...patient.environment, XDG_CONFIG_HOME: '/dev/null'}});
	const {exitCode} = await refused.end();
	t.not(exitCode, 0);
	t.true(refused.output.includes('A PICTURE OF A FLOOR'));
	t.deepEqual(modesOf(refused.emulator), asItWas);
	t.regex(refused.screen, /millwright: /v);
});

test('a client that is told to end while only its picture stands gives the terminal back', async t => {
	const home = await makeHome(t);
	await makeRepository(home.repository);
	await ensureToken(home.paths).catch(() => undefined);
	// A daemon that takes the connection and never says a word.
	await home.link().then(async link => link.request('daemon.stop', {sessions: false})).catch(() => undefined);
	const silent = await listen({file: controlSocket(home.paths), onConnection() {}});
	t.teardown(async () => silent.close());
	await playHerald(t, home);
	const floor = home.open(size, [], patient);
	await floor.untilShows('A PICTURE OF A FLOOR');
	floor.kill('SIGTERM');
	t.is((await floor.end()).signal, 15);
	t.deepEqual(modesOf(floor.emulator), asItWas);
});
