import {spawnSync} from 'node:child_process';
import {mkdtemp, readdir, rm, stat} from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import test from 'ava';
import {packageRoot} from '../../source/base/package-root.js';

/** Starts one of the processes behind, without what it needs: it says so and ends. */
const start = (name: string, environment: NodeJS.ProcessEnv) =>
	spawnSync(process.execPath, [path.join(packageRoot(), 'dist', `${name}.js`)], {env: {...environment, PATH: process.env['PATH']}, encoding: 'utf8'});

test('what runs behind keeps its compiled form in the person\'s own cache, which others may not read', async t => {
	const home = await mkdtemp(path.join(os.tmpdir(), 'mw-cache-'));
	t.teardown(async () => rm(home, {recursive: true}));
	for (const environment of [{HOME: home}, {HOME: home, XDG_CACHE_HOME: path.join(home, 'other')}]) {
		const folder = path.join(environment.XDG_CACHE_HOME ?? path.join(home, '.cache'), 'millwright', 'compiled');
		for (const name of ['holder', 'agent']) {
			const {status, stderr} = start(name, environment);
			t.true(status !== 0 && stderr.includes('folder'), stderr);
		}

		const entries = await readdir(folder, {recursive: true});
		t.true(entries.length > 4, entries.join(' '));
		t.is((await stat(folder)).mode & 0o777, 0o700);
	}
});

test('without a place for it what runs behind starts all the same', t => {
	for (const environment of [{}, {HOME: '/proc'}, {HOME: '/nowhere/at/all'}, {XDG_CACHE_HOME: 'not/absolute', HOME: ''}]) {
		const {status, stderr} = start('holder', environment);
		t.is(status, 2);
		t.is(stderr, 'A holder is started by the daemon, with the folder of its session.\n');
	}
});
