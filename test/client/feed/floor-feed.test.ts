import {setImmediate} from 'node:timers/promises';
import test from 'ava';
import {within} from '../../../source/base/guard.js';
import {controlSocket} from '../../../source/base/paths.js';
import {FloorFeed} from '../../../source/client/feed/floor-feed.js';
import {emptyFloor} from '../../../source/client/floor/start.js';
import {connectDaemon} from '../../../source/link/daemon.js';
import type {Emitter} from '../../../source/base/emitter.js';
import {setStage} from '../stage.js';

const next = async <Event>(emitter: Emitter<Event>): Promise<Event> => within(10_000, new Promise(resolve => {
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

