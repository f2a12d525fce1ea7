import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {mkdtemp, realpath, rm} from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import test from 'ava';
import {awaitGone, processesOf} from '../../source/demo/processes.js';

test('a process that was left behind is found by its folder or its environment, and nobody else', async t => {
	const folder = await realpath(await mkdtemp(path.join(os.tmpdir(), 'mwp-')));
	const inside = spawn('sleep', ['60'], {cwd: folder});
	const outside = spawn('sleep', ['60'], {env: {...process.env, XDG_STATE_HOME: path.join(folder, 's')}});
	const stranger = spawn('sleep', ['60']);
	t.teardown(async () => {
		for (const child of [inside, outside, stranger]) {
			child.kill();
		}

		await rm(folder, {recursive: true, force: true});
	});
	await Promise.all([inside, outside, stranger].map(async child => once(child, 'spawn')));
	const found = await processesOf(folder);
	t.deepEqual(found.map(({pid}) => pid).toSorted((left, right) => left - right), [inside.pid!, outside.pid!].toSorted((left, right) => left - right));
	t.true(found.every(({command}) => command === 'sleep 60'));
	inside.kill();
	outside.kill();
	t.deepEqual(await awaitGone(folder, 5000), []);
});
