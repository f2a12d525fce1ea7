import {once} from 'node:events';
import {watch} from 'node:fs';
import {mkdir, mkdtemp, readdir, rm, utimes, writeFile} from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import test from 'ava';
import {Fellows} from '../../source/holder/fellows.js';

test('sessions that flood know how many they are, and forget those that have stopped', async t => {
	const folder = await mkdtemp(path.join(os.tmpdir(), 'mw-f-'));
	t.teardown(async () => rm(folder, {recursive: true, force: true}));
	const make = (name: string) => new Fellows(path.join(folder, `${name}.sock`));
	t.is(make('one').count(), 1);
	t.is(make('two').count(), 2);
	await writeFile(path.join(folder, 'floods', 'ended.sock'), '');
	t.is(make('three').count(), 4);
	const seconds = Date.now() / 1000;
	await utimes(path.join(folder, 'floods', 'two.sock'), seconds - 10, seconds - 10);
	await utimes(path.join(folder, 'floods', 'ended.sock'), seconds - 100, seconds - 100);
	t.is(make('four').count(), 3);
	t.deepEqual(await readdir(path.join(folder, 'floods')), ['four.sock', 'one.sock', 'three.sock', 'two.sock']);
});

test('a session in which the person types tells the others, behind the echo', async t => {
	const folder = await mkdtemp(path.join(os.tmpdir(), 'mw-f-'));
	t.teardown(async () => rm(folder, {recursive: true, force: true}));
	const [typed, other] = ['one', 'two'].map(name => new Fellows(path.join(folder, `${name}.sock`))) as [Fellows, Fellows];
	t.false(other.isTyped);
	const watcher = watch(folder);
	t.teardown(() => {
		watcher.close();
	});
	const sign = once(watcher, 'change');
	typed.type();
	t.false(other.isTyped);
	await sign;
	t.true(other.isTyped);
	t.false(typed.isTyped, 'into another one than this');
	const seconds = Date.now() / 1000;
	await utimes(path.join(folder, 'typed'), seconds - 2, seconds - 2);
	t.false(other.isTyped);
});

test('where nothing can be written a session is alone', async t => {
	const folder = await mkdtemp(path.join(os.tmpdir(), 'mw-f-'));
	t.teardown(async () => rm(folder, {recursive: true, force: true}));
	await writeFile(path.join(folder, 'floods'), 'a file');
	t.is(new Fellows(path.join(folder, 'one.sock')).count(), 1);
	await mkdir(path.join(folder, 'other'));
	t.is(new Fellows(path.join(folder, 'gone', 'for', 'good', 'one.sock')).count(), 1);
});
