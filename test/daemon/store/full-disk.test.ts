import {execFile, spawnSync} from 'node:child_process';
import {mkdtemp, readdir, rm, rmdir, writeFile} from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import {promisify} from 'node:util';
import test, {type ExecutionContext} from 'ava';
import {within} from '../../../source/base/guard.js';
import {openStore} from '../../../source/daemon/store/open.js';
import type {Store} from '../../../source/daemon/store/types.js';
import {task} from './fixtures.js';

// eslint-disable-next-line @typescript-eslint/strict-void-return -- what execFile returns besides is not used.
const run = promisify(execFile);
const canMount = (() => {
	if (process.getuid?.() !== 0) {
		return false;
	}

	return spawnSync('unshare', ['-m', 'mount', '-t', 'tmpfs', '-o', 'size=64k', 'none', os.tmpdir()]).status === 0;
})();
const onSmallDisk = canMount ? test.serial : test.serial.skip;

/** A disk of 1 MiB. */
async function smallDisk(t: ExecutionContext): Promise<string> {
	const state = await mkdtemp(path.join(os.tmpdir(), 'mw-full-'));
	await run('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'none', state]);
	t.teardown(async () => {
		await run('umount', ['-l', state]);
		await rmdir(state);
	});
	return state;
}

/** Leaves about `left` KiB. */
async function fill(state: string, left: number): Promise<string> {
	const ballast = path.join(state, 'ballast');
	const {stdout} = await run('df', ['--output=avail', '-k', state]);
	await writeFile(ballast, 'x'.repeat((Number(stdout.split('\n', 2)[1]) - left) * 1024));
	return ballast;
}

async function wellAgain(store: Store): Promise<void> {
	const {promise, resolve} = Promise.withResolvers<void>();
	store.degradation.on(state => {
		if (state === undefined) {
			resolve();
		}
	});
	if (store.degraded !== undefined) {
		await within(60_000, promise, () => new Error('The store did not recover.'));
	}
}

onSmallDisk('on a full disk nothing new is accepted, nothing is lost, and it goes on by itself', async t => {
	const state = await smallDisk(t);
	const store = await openStore({state}, {patience: 20, reserve: 100 * 1024});
	await store.beforeAccepting();
	await store.tasks.put(task('a'));
	await store.journal.append('accepted');
	const ballast = await fill(state, 8);

	await t.throwsAsync(store.beforeAccepting(), {code: 'state-not-writable'});
	const big = 'y'.repeat(100_000);
	await t.throwsAsync(store.tasks.put(task('b', {title: big})), {code: 'state-not-writable', message: /is full/v});
	t.is(store.tasks.get('shop/b'), undefined);
	t.truthy(store.degraded);
	await t.throwsAsync(store.journal.append(big), {code: 'state-not-writable'});
	const waiting = store.tasks.update('shop/a', draft => {
		draft.title = big;
	});
	t.is(store.tasks.get('shop/a')!.title, big);

	await rm(ballast);
	await wellAgain(store);
	await within(60_000, waiting, () => new Error('The change that waited was not written.'));
	await store.tasks.put(task('b'));
	t.is(await store.journal.append('after'), 2);
	await store.close();

	const again = await openStore({state}, {reserve: 0});
	t.deepEqual(again.damaged, []);
	t.is(again.tasks.get('shop/a')!.title, big);
	t.deepEqual((await again.journal.read()).map(({record}) => record), ['accepted', 'after']);
	t.false((await readdir(path.join(state, 'documents/tasks/shop'))).some(name => name.endsWith('.tmp')));
	await again.close();
});

onSmallDisk('a record that is too large for the disk does not take the ones with it that fit', async t => {
	const state = await smallDisk(t);
	const store = await openStore({state}, {patience: 20});
	await fill(state, 16);
	const results = await Promise.allSettled(['small', 'z'.repeat(200_000), 'little'].map(async record => store.journal.append(record)));
	t.deepEqual(results.map(({status}) => status), ['fulfilled', 'rejected', 'fulfilled']);
	t.deepEqual((await store.journal.read()).map(({seq, record}) => [seq, record]), [[1, 'small'], [2, 'little']]);
	await store.close();
});

onSmallDisk('a store on a full disk closes', async t => {
	const state = await smallDisk(t);
	const store = await openStore({state}, {patience: 20});
	await store.tasks.put(task('a'));
	await fill(state, 0);
	const waiting = store.tasks.update('shop/a', draft => {
		draft.title = 'z'.repeat(100_000);
	});
	await within(60_000, store.close(), () => new Error('It did not close.'));
	await t.throwsAsync(waiting, {code: 'state-not-writable'});
});
