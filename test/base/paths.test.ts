import {chmod, mkdir, mkdtemp, rm, writeFile} from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import test from 'ava';
import {resolvePaths} from '../../source/base/paths.js';

test('a HOME that is empty, relative or not set is the account\'s own', t => {
	const {homedir} = os.userInfo();
	for (const HOME of ['', 'somewhere', undefined]) {
		t.is(resolvePaths({HOME}).config, path.join(homedir, '.config', 'millwright'));
	}
});

test('sockets are where a daemon of this state has had them before, for as long as that is a folder of ours alone', async t => {
	const root = await mkdtemp(path.join(os.tmpdir(), 'mw-p-'));
	t.teardown(async () => rm(root, {recursive: true}));
	const [state, used] = [path.join(root, 's', 'millwright'), path.join(root, 'used')];
	await mkdir(state, {recursive: true});
	await mkdir(used, {mode: 0o700});
	const runtime = (XDG_RUNTIME_DIR?: string) => resolvePaths({HOME: root, XDG_STATE_HOME: path.join(root, 's'), XDG_RUNTIME_DIR}).runtime;
	t.is(runtime('/run/x'), '/run/x/millwright');
	await writeFile(path.join(state, 'runtime'), `${used}\n`);
	t.deepEqual([runtime('/run/x'), runtime()], [used, used], 'by ssh and by cron the same daemon is found');
	await chmod(used, 0o755);
	t.is(runtime('/run/x'), '/run/x/millwright', 'others could reach into it');
	await rm(used, {recursive: true});
	t.is(runtime(), path.join(state, 'r'));
});

test('a folder that the system removes at the last logout holds no sockets: what was detached must outlive it', t => {
	const environment = {HOME: '/home/ada', XDG_RUNTIME_DIR: '/run/user/1000'};
	t.is(resolvePaths(environment, {lingers: () => false}).runtime, '/home/ada/.local/state/millwright/r');
	t.is(resolvePaths(environment, {lingers: () => true}).runtime, '/run/user/1000/millwright');
	t.is(resolvePaths({...environment, XDG_RUNTIME_DIR: '/tmp/r'}, {lingers: () => false}).runtime, '/tmp/r/millwright');
});
