import {execFileSync, spawnSync} from 'node:child_process';
import {mkdir, statfs, truncate, writeFile} from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import test from 'ava';
import {makeHome} from '../support/home.js';
import {makeRepository} from '../support/small-repository.js';

const canMount = process.getuid?.() === 0 && spawnSync('unshare', ['-m', 'mount', '-t', 'tmpfs', '-o', 'size=64k', 'none', os.tmpdir()]).status === 0;
const onSmallDisk = canMount ? test : test.skip;

onSmallDisk('a disk that is full: what is added is refused in one sentence, and what was accepted before is there', async t => {
	const home = await makeHome(t);
	await makeRepository(home.repository);
	const state = path.join(home.folder, 's');
	await mkdir(state, {mode: 0o700});
	execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=40m', 'none', state]);
	t.teardown(() => {
		execFileSync('umount', ['-l', state]);
	});
	t.like(await home.run(['init', '--yes']), {code: 0});
	t.like(await home.run(['add', '--hold', 'Accepted before']), {code: 0});

	const ballast = path.join(state, 'ballast');
	const {bavail, bsize} = await statfs(state);
	await writeFile(ballast, new Uint8Array(bavail * bsize));
	const refused = await home.run(['add', '--hold', 'One too many']);
	t.not(refused.code, 0, refused.stdout);
	t.regex(refused.stderr, /space|disk/v);
	t.notRegex(refused.stderr, /^ {4}at |something went wrong inside/mv);

	await truncate(ballast, 0);
	t.like(await home.run(['add', '--hold', 'And after']), {code: 0});
	const {stdout} = await home.run(['ls', '--json']);
	t.deepEqual((JSON.parse(stdout) as Array<{id: string}>).map(({id}) => id), ['accepted-before', 'and-after']);
});
