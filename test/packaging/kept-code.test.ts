import {spawnSync} from 'node:child_process';
import {cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, unlinkSync, utimesSync, watch, writeFileSync} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import test, {type ExecutionContext} from 'ava';
import {within} from '../../source/base/guard.js';
import {packageRoot} from '../../source/base/package-root.js';
import {makeCrew} from '../support/crew.js';

// V8 throws away what it has compiled when it likes to.
const few = 10;

/** The program as it is installed, in a folder of its own, and a cache of its own. */
function install(t: ExecutionContext) {
	const folder = mkdtempSync(path.join(os.tmpdir(), 'mw-code-'));
	t.teardown(() => {
		rmSync(folder, {recursive: true});
	});
	for (const name of ['bin', 'package.json', ...readdirSync(path.join(packageRoot(), 'dist')).filter(file => file.endsWith('js')).map(file => `dist/${file}`)]) {
		cpSync(path.join(packageRoot(), name), path.join(folder, name), {recursive: true});
	}

	const compiled = path.join(folder, 'cache', 'millwright', 'compiled');
	const log = path.join(folder, 'v8.log');
	return {
		folder,
		compiled,
		kept: () => readdirSync(compiled).filter(name => name.startsWith('command-')).map(name => path.join(compiled, name)),
		/** Starts it, and says how many functions of its scripts were compiled for that. */
		start(more: Record<string, string> = {}): number {
			const options = ['--log-function-events', '--no-logfile-per-isolate', `--logfile=${log}`];
			const {stdout, stderr, status} = spawnSync(process.execPath, [...options, path.join(folder, 'bin', 'millwright.js'), 'completion', 'bash'], {encoding: 'utf8', env: {PATH: process.env['PATH'], XDG_CACHE_HOME: path.join(folder, 'cache'), ...more}});
			t.deepEqual({stderr, status}, {stderr: '', status: 0});
			t.regex(stdout, /millwright/v);
			return compiledIn(readFileSync(log, 'utf8'), path.join(folder, 'dist'));
		},
	};
}

/** What V8 logs of a script is known by a number, which is told before or after. */
function compiledIn(log: string, dist: string): number {
	const lines = log.split('\n').map(line => line.split(','));
	const own = new Set(lines.filter(([what, , file]) => what === 'script-details' && file?.startsWith(dist)).map(([, id]) => id));
	return lines.filter(([what, how, id]) => what === 'function' && how === 'interpreter' && own.has(id)).length;
}

test('what a start has compiled, its functions too, the next one finds', t => {
	const {start, kept, compiled} = install(t);
	const first = start();
	t.true(first > 50, String(first));
	t.true(start() <= few);
	t.is(kept().length, 1);
	t.is(statSync(kept()[0]!).mode & 0o777, 0o600);
	t.is(statSync(compiled).mode & 0o777, 0o700);
});

test('a file that was damaged is none, whatever of it, and is written anew', t => {
	const {start, kept} = install(t);
	start();
	const [file] = kept() as [string];
	const whole = readFileSync(file);
	const damages = [
		...[0.1, 0.4, 0.6, 0.9].map(part => {
			const bytes = Uint8Array.from(whole);
			const at = Math.trunc(bytes.length * part);
			bytes[at] = bytes[at]! ^ 0x55;
			return bytes;
		}),
		whole.subarray(0, whole.length / 2),
		new Uint8Array(whole.length),
		new Uint8Array(),
	];
	for (const damaged of damages) {
		writeFileSync(file, damaged);
		t.true(start() > 50);
		t.true(start() <= few);
	}
});

test('of another build nothing is taken, though its files say the same time and have the same length', t => {
	const {folder, start, kept} = install(t);
	const file = path.join(folder, 'dist', 'cli.cjs');
	const whole = readFileSync(file, 'utf8');
	const time = new Date(456_789_000_000);
	const build = (text: string) => {
		writeFileSync(file, `${whole}\n${text}`);
		utimesSync(file, time, time);
	};

	build('process.stderr.write("");');
	start();
	t.true(start() <= few);
	build('process.stdout.write("");');
	t.true(start() > 0);
	t.true(start() <= few);
	t.is(kept().length, 1);
});

test('a floor is kept once it stands, and what does not come to one keeps nothing', async t => {
	const {compiled, folder} = install(t);
	mkdirSync(compiled, {recursive: true});
	const crew = await makeCrew(t, {still: 'process.stdin.resume();'});
	const environment = {XDG_CACHE_HOME: path.join(folder, 'cache')};
	t.not((await crew.run([], {environment})).code, 0);
	const {promise, resolve} = Promise.withResolvers<void>();
	const watcher = watch(compiled, () => {
		if (readdirSync(compiled).some(name => /^floor-v\d[^\/]*[0-9a-f]$/v.test(name))) {
			resolve();
		}
	});
	t.teardown(() => {
		watcher.close();
	});
	t.deepEqual(readdirSync(compiled).filter(name => name.startsWith('floor-')), []);
	const floor = crew.open({cols: 80, rows: 24}, [], {environment});
	await floor.untilShows('leave');
	await within(60_000, promise, () => new Error('The floor kept nothing.'));
});

test('where nothing can be kept it starts all the same, and nothing is left behind', t => {
	const {start, kept, compiled} = install(t);
	start();
	const [file] = kept() as [string];
	unlinkSync(file);
	mkdirSync(file);
	t.true(start() > 50);
	t.deepEqual(readdirSync(file), []);
	t.is(readdirSync(compiled).filter(name => name.startsWith('command-')).length, 1);
	t.true(start({NODE_DISABLE_COMPILE_CACHE: '1'}) > 50);
});
