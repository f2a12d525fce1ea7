import {spawnSync} from 'node:child_process';
import {chmod, mkdir, mkdtemp, readFile, rm, writeFile} from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import test from 'ava';
import {packageRoot} from '../../source/base/package-root.js';

const script = path.join(packageRoot(), 'build', 'test', 'lint', 'main.js');

test('what was found clean is not looked at again until it or the rules change, and only who wants it kept has it written down', async t => {
	const folder = await mkdtemp(path.join(os.tmpdir(), 'mw-lint-'));
	t.teardown(async () => rm(folder, {recursive: true, force: true}));
	const write = async (file: string, text: string) => {
		await mkdir(path.dirname(path.join(folder, file)), {recursive: true});
		await writeFile(path.join(folder, file), text);
	};

	// A lint that says which files it was given, and finds fault with those that say so.
	await write('programs/xo', '#!/bin/sh\nshift\nprintf "%s " "$@"\n! grep -q wrong "$@"\n');
	await chmod(path.join(folder, 'programs', 'xo'), 0o755);
	const lint = (...argv: string[]) => {
		const {status, stdout} = spawnSync(process.execPath, [script, ...argv], {cwd: folder, encoding: 'utf8', env: {PATH: `${path.join(folder, 'programs')}:${process.env['PATH']!}`}});
		return [status, stdout.split('lint:', 1)[0]!.trim()];
	};

	await write('xo.config.js', '1');
	await write('source/one.ts', 'one');
	await write('source/two.tsx', 'two');
	await write('source/three.ts', 'import two from \'./two.js\';');
	await write('source/prices.json', '{}');
	await write('source/demo/story/data.js', 'wrong, and not ours');
	await write('test/lint/here.ts', 'here');
	const all = 'source/one.ts source/prices.json source/three.ts source/two.tsx test/lint/here.ts xo.config.js';
	t.deepEqual(lint(), [0, all]);
	t.deepEqual(lint('--keep'), [0, all], 'nothing was kept before');
	t.deepEqual(lint(), [0, '']);
	await write('source/two.tsx', 'two, changed');
	t.deepEqual(lint(), [0, 'source/three.ts source/two.tsx'], 'what imports it may have become wrong by that');
	const kept = await readFile(path.join(folder, 'test', 'lint', 'clean.txt'), 'utf8');
	await write('source/one.ts', 'wrong');
	t.deepEqual(lint('--keep'), [1, 'source/one.ts source/three.ts source/two.tsx']);
	t.is(await readFile(path.join(folder, 'test', 'lint', 'clean.txt'), 'utf8'), kept, 'what is wrong is not kept as clean');
	await write('source/one.ts', 'one');
	t.deepEqual(lint('--keep'), [0, 'source/three.ts source/two.tsx']);
	t.deepEqual(lint('--all'), [0, all]);
	await write('xo.config.js', '2');
	t.deepEqual(lint(), [0, all], 'other rules find other faults');
});
