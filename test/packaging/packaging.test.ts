import {execFile} from 'node:child_process';
import {mkdtemp, readdir, rm} from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import {promisify} from 'node:util';
import test from 'ava';
import {packageRoot, packageVersion} from '../../source/base/package-root.js';

// eslint-disable-next-line @typescript-eslint/strict-void-return -- The overloads of execFile mislead the rule: util.promisify has its own way with it.
const execute = promisify(execFile);

/** As a person's shell has it: not inside of the npm that runs the tests. */
const environment = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('npm_') && name !== 'NODE_ENV'));

test('the package installs from its tarball into an empty prefix, and runs there', async t => {
	const folder = await mkdtemp(path.join(os.tmpdir(), 'mw-pack-'));
	t.teardown(async () => {
		await rm(folder, {recursive: true, force: true});
	});
	// What is built is packed: `prepare` would build it again.
	const {stdout} = await execute('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', folder], {cwd: packageRoot(), env: environment, maxBuffer: 16 * 1024 * 1024});
	const packed = JSON.parse(stdout) as Array<{filename: string; files: Array<{path: string}>}> | Record<string, {filename: string; files: Array<{path: string}>}>;
	const [{filename, files}] = Object.values(packed) as [{filename: string; files: Array<{path: string}>}];
	const names = files.map(file => file.path);
	const needed = ['bin/millwright.js', 'bin/package.json', 'dist/cli.cjs', 'dist/daemon.js', 'dist/herald.js', 'dist/first.cjs', 'dist/holder.js', 'dist/agent.js', 'dist/client.cjs', 'layouts/floor.yaml', 'source/demo/story/story.yaml', 'README.md', 'LICENSE', 'CHANGELOG.md'];
	t.deepEqual(needed.filter(name => !names.includes(name)), []);
	t.deepEqual(names.filter(name => /^(?:test|build|docs|state)\//v.test(name) || (name.startsWith('source/') && !name.startsWith('source/demo/story/'))), []);
	const prefix = path.join(folder, 'prefix');
	await execute('npm', ['install', '--global', '--prefix', prefix, '--prefer-offline', '--no-audit', '--no-fund', '--loglevel', 'error', path.join(folder, filename)], {cwd: folder, env: environment, maxBuffer: 16 * 1024 * 1024});
	t.deepEqual(await readdir(path.join(prefix, 'bin')), ['millwright']);
	const program = path.join(prefix, 'bin', 'millwright');
	const version = await execute(process.execPath, [program, '--version'], {cwd: folder, env: environment});
	t.is(version.stdout, `${packageVersion()}\n`);
	// The doctor loads what a command loads: configuration, providers, the link to the daemon.
	const doctor = await execute(process.execPath, [program, 'doctor', '--json'], {cwd: folder, env: {...environment, XDG_STATE_HOME: path.join(folder, 's'), XDG_RUNTIME_DIR: folder}}).catch((error: unknown) => error as {stdout: string});
	t.true(Array.isArray(JSON.parse(doctor.stdout)));
	// A native part that does not load would show only in the first session.
	const pty = await execute(process.execPath, ['-e', `const {spawn} = require(${JSON.stringify(path.join(prefix, 'lib/node_modules/millwright/node_modules/node-pty'))}); const pty = spawn('/bin/sh', ['-c', 'echo it runs'], {}); pty.onData(data => process.stdout.write(data)); pty.onExit(() => process.exit())`], {cwd: folder, env: environment});
	t.regex(pty.stdout, /it runs/v);
});
