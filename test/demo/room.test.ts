import {mkdtemp, readdir, rm} from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import test from 'ava';
import {holderSocket, resolvePaths} from '../../source/base/paths.js';
import {createPrint} from '../../source/commands/print.js';
import {makeRoom} from '../../source/demo/room.js';

test('the demo keeps to its own folder, whatever the person has configured', async t => {
	const mine = await mkdtemp(path.join(os.tmpdir(), 'mwr-'));
	const environment = {HOME: mine, PATH: process.env['PATH'], XDG_STATE_HOME: path.join(mine, 's'), XDG_CONFIG_HOME: path.join(mine, 'c'), XDG_RUNTIME_DIR: path.join(mine, 'r')};
	const {folder, context} = await makeRoom({paths: resolvePaths(environment), environment, cwd: mine, version: '0', print: createPrint({environment}), interactive: false});
	t.teardown(async () => {
		await rm(folder, {recursive: true, force: true});
		await rm(mine, {recursive: true, force: true});
	});
	t.true(Object.values(context.paths).every(place => place.startsWith(`${folder}/`)));
	t.true(holderSocket(context.paths, 's-0123456789').length <= 103);
	t.true(path.isAbsolute(context.environment['MILLWRIGHT_REHEARSAL']!));
	t.deepEqual(await readdir(mine), []);
});
