import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {mkdir, mkdtemp, rm} from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import {fileURLToPath} from 'node:url';
import {setImmediate} from 'node:timers/promises';
import test from 'ava';
import {within} from '../../../source/base/guard.js';
import {controlSocket, resolvePaths} from '../../../source/base/paths.js';
import {FloorFeed} from '../../../source/client/feed/floor-feed.js';
import {emptyFloor} from '../../../source/client/floor/start.js';
import {connectDaemon} from '../../../source/link/daemon.js';
import type {Emitter} from '../../../source/base/emitter.js';
import {setStage, type Stage} from '../stage.js';

const next = async <Event>(emitter: Emitter<Event>): Promise<Event> => within(60_000, new Promise(resolve => {
	emitter.once(resolve);
}), () => new Error('Nothing came.'));

test('the floor is fetched again when it changed, one fetch at a time', async t => {
	let open = 0;
	let most = 0;
	let fetched = 0;
	const gate = {wait: Promise.resolve()};
	const stage = await setStage(t, {
		async floor() {
			open++;
			fetched++;
			most = Math.max(most, open);
			await gate.wait;
			open--;
			return {...emptyFloor, revision: fetched};
		},
	});
	const feed = new FloorFeed({socket: controlSocket(stage.paths), connect: async () => connectDaemon({paths: stage.paths, start: false, role: 'client'})});
	t.teardown(() => {
		feed.close();
	});
	t.is((await feed.open()).revision, 1);
	const {promise, resolve} = Promise.withResolvers<void>();
	gate.wait = promise;
	const first = next(feed.floor);
	for (let index = 0; index < 20; index++) {
		stage.server.broadcast(['floor']);
		await setImmediate();
	}

	resolve();
	await first;
	t.is(most, 1);
	t.true(fetched <= 4, `${fetched} fetches for 20 changes`);
});

test('what is said to have changed while the first floor is fetched is fetched too, and is there for who listens later', async t => {
	let fetched = 0;
	const stage: Stage = await setStage(t, {
		async floor() {
			fetched++;
			if (fetched === 1) {
				stage.server.broadcast(['floor']);
				// Told in the next turn, and answered behind that.
				await setImmediate();
				await setImmediate();
			}

			return {...emptyFloor, revision: fetched};
		},
	});
	const feed = new FloorFeed({socket: controlSocket(stage.paths), connect: async () => connectDaemon({paths: stage.paths, start: false, role: 'client'})});
	t.teardown(() => {
		feed.close();
	});
	const second = next(feed.floor);
	t.is((await feed.open()).revision, 1);
	t.is((await second).revision, 2);
	t.is(feed.newest?.revision, 2);
});

test('a daemon that was told to stop is not started again', async t => {
	const stage = await setStage(t);
	const feed = new FloorFeed({socket: controlSocket(stage.paths), connect: async () => connectDaemon({paths: stage.paths, start: false, role: 'client'})});
	t.teardown(() => {
		feed.close();
	});
	await feed.open();
	const stopped = next(feed.stopped);
	await stage.server.close();
	await stopped;
	await t.throwsAsync(feed.request('floor', {}), {message: /being started again/v});
});

test('a daemon that was killed is started again, and the floor is fetched as at the first time', async t => {
	const home = await mkdtemp(path.join(os.tmpdir(), 'mwf-'));
	const environment = {PATH: process.env['PATH']!, HOME: home, XDG_RUNTIME_DIR: path.join(home, 'run')};
	const paths = resolvePaths(environment);
	await mkdir(paths.runtime, {recursive: true, mode: 0o700});
	await mkdir(paths.state, {recursive: true});
	const program = fileURLToPath(import.meta.resolve('./daemon.js'));
	const started: number[] = [];
	const kill = () => {
		process.kill(started.at(-1)!, 'SIGKILL');
	};

	const feed = new FloorFeed({
		socket: controlSocket(paths),
		async connect() {
			const child = spawn(process.execPath, [program], {env: environment, stdio: ['ignore', 'pipe', 'inherit']});
			started.push(child.pid!);
			await once(child.stdout, 'data');
			return connectDaemon({paths, start: false, role: 'client'});
		},
	});
	t.teardown(async () => {
		feed.close();
		kill();
		await rm(home, {recursive: true, force: true});
	});
	t.is((await feed.open()).daemon.pid, started[0]!);
	const connections: string[] = [];
	feed.connection.on(connection => {
		connections.push(connection);
	});
	const again = next(feed.floor);
	kill();
	t.is((await again).daemon.pid, started[1]!);
	t.deepEqual(connections, ['down', 'up']);
});
