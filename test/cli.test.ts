import {execFile} from 'node:child_process';
import {mkdir, readdir} from 'node:fs/promises';
import path from 'node:path';
import {promisify} from 'node:util';
import test from 'ava';
import {packageRoot, packageVersion} from '../source/base/package-root.js';
import {makePlace} from './commands/program.js';

// eslint-disable-next-line @typescript-eslint/strict-void-return -- The overloads of execFile mislead the rule: util.promisify has its own way with it.
const execute = promisify(execFile);

test('the version and the help need no daemon and leave nothing behind', async t => {
	const {run, folder} = await makePlace(t);
	t.deepEqual(await run(['--version']), {code: 0, stdout: `${packageVersion()}\n`, stderr: ''});
	const help = await run(['--help']);
	t.is(help.code, 0);
	t.regex(help.stdout, /^millwright: many coding agents/v);
	t.regex((await run(['add', '--help'])).stdout, /--after <task>/v);
	// The compiled form of the program itself is kept in the person's cache.
	t.deepEqual((await readdir(folder)).filter(name => name !== '.cache'), ['r']);
	t.deepEqual(await readdir(path.join(folder, 'r')), []);
});

test('a usage error is a sentence and its cure on stderr, and exit code 2', async t => {
	const {run} = await makePlace(t);
	t.deepEqual(await run(['aprove']), {code: 2, stdout: '', stderr: 'millwright: There is no command `aprove`.\n  Did you mean `approve`? `millwright --help` lists them all.\n'});
});

test('no stack is ever shown unless it is asked for', async t => {
	const {run} = await makePlace(t);
	const quiet = await run(['move', 'x', '--nope']);
	t.notRegex(quiet.stderr, /\n {4}at /v);
	const loud = await run(['move', 'x', '--nope'], {environment: {MILLWRIGHT_DEBUG: '1'}});
	t.regex(loud.stderr, /\n {4}at /v);
});

test('colours are for terminals only', async t => {
	const {run} = await makePlace(t);

	t.notRegex((await run(['--help'])).stdout, /\u{1B}/v);
});

test('a reader that goes away early is no error', async t => {
	const {environment, folder} = await makePlace(t);
	const {stdout, stderr} = await execute('bash', ['-c', 'set -o pipefail; for i in 1 2 3; do node "$0" completion bash | head -1 || exit $?; done', path.join(packageRoot(), 'bin', 'millwright.js')], {cwd: folder, env: environment});
	t.is(stdout.trim().split('\n').length, 3);
	t.is(stderr, '');
});

test('a socket path that is too long is said before anything is made', async t => {
	const {run, folder} = await makePlace(t);
	const deep = path.join(folder, 'd'.repeat(90));
	await mkdir(deep);
	const outcome = await run(['ls'], {environment: {XDG_STATE_HOME: deep, XDG_RUNTIME_DIR: deep}});
	t.is(outcome.code, 1);
	t.regex(outcome.stderr, /103 bytes.*\n {2}Set XDG_RUNTIME_DIR/v);
	t.deepEqual(await readdir(deep), []);
});

test('what needs a terminal says so, and what to use instead', async t => {
	const {run} = await makePlace(t);
	const floor = await run([]);
	t.is(floor.code, 1);
	t.regex(floor.stderr, /The floor needs a terminal, and there is none\.\n {2}.*millwright ls/v);
});

test('the daemon is neither started nor missed by those who only ask for it', async t => {
	const {run, folder} = await makePlace(t);
	t.is((await run(['daemon', 'status'])).code, 3);
	t.is((await run(['daemon', 'stop'])).code, 0);
	t.deepEqual(await run(['words', 'task']), {code: 0, stdout: '', stderr: ''});
	t.deepEqual(await readdir(path.join(folder, 'r')), []);
});
