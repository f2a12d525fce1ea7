import {spawnSync} from 'node:child_process';
import {appendFileSync, cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, unlinkSync, writeFileSync} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import test, {type ExecutionContext} from 'ava';
import {packageRoot, packageVersion} from '../../source/base/package-root.js';

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
			const {stdout, stderr, status} = spawnSync(process.execPath, [...options, path.join(folder, 'bin', 'millwright.js'), '--version'], {encoding: 'utf8', env: {PATH: process.env['PATH'], XDG_CACHE_HOME: path.join(folder, 'cache'), ...more}});
			t.deepEqual({stdout, stderr, status}, {stdout: `${packageVersion()}\n`, stderr: '', status: 0});
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

test('of another build nothing is taken', t => {
	const {folder, start, kept} = install(t);
	start();
	appendFileSync(path.join(folder, 'dist', 'cli.cjs'), '\nprocess.stdout.write("");');
	t.true(start() > 0);
	t.true(start() <= few);
	t.is(kept().length, 1);
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
