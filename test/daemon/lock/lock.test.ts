import {once} from 'node:events';
import {mkdir, writeFile} from 'node:fs/promises';
import process from 'node:process';
import test from 'ava';
import {takeLock} from '../../../source/daemon/lock/lock.js';
import {waitForLock} from '../../../source/daemon/lock/wait.js';
import {lockFile} from '../../../source/base/paths.js';
import {makeHome, startChild} from '../daemon-process.js';

test.serial('of eight daemons that start at once on one state folder, exactly one runs and the others say so', async t => {
	for (let round = 0; round < 5; round++) {
		const {environment, paths} = await makeHome(t);
		// What a daemon that was killed leaves behind.
		await mkdir(paths.runtime, {recursive: true, mode: 0o700});
		await writeFile(`${paths.runtime}/daemon.sock`, '');
		const racers = await Promise.all(Array.from({length: 8}, async () => startChild(environment)));
		const states = racers.map(({report}) => report.state).toSorted();
		t.deepEqual(states, [...Array.from({length: 7}, () => 'other'), 'ready']);
		const winner = racers.find(({report}) => report.state === 'ready')!.child;
		const ended = once(winner, 'exit');
		winner.kill('SIGKILL');
		await ended;
	}
});

test.serial('the lock of a killed daemon is free at once, and the next one takes its place', async t => {
	const {environment, connect} = await makeHome(t);
	const {child, report} = await startChild(environment);
	t.is(report.state, 'ready');
	const ended = once(child, 'exit');
	child.kill('SIGKILL');
	await ended;
	const link = await connect();
	t.not(link.welcome.pid, child.pid);
	link.close();
});

test('who waits for the lock of one that stops gets it, and who meets one that serves is told', async t => {
	const {paths} = await makeHome(t);
	const first = await takeLock(paths);
	t.truthy(first);
	t.is(await waitForLock({paths, isServing: async () => true}), 'other');
	t.is(await waitForLock({paths, isServing: async () => false, patience: 1}), 'stuck');
	let looks = 0;
	const second = await waitForLock({
		paths,
		async isServing() {
			looks++;
			if (looks === 2) {
				first!.release();
			}

			return false;
		},
	});
	t.true(typeof second === 'object');
	(second as {release(): void}).release();
});

test('a lock file that is something else is a sentence with the cure', async t => {
	const {paths} = await makeHome(t);
	await mkdir(paths.state, {recursive: true});
	await writeFile(lockFile(paths), 'not a database at all, and long enough to be read as one '.repeat(40));
	await t.throwsAsync(takeLock(paths), {code: 'lock', message: /cannot be taken/v});
	t.truthy(process.pid);
});
