import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {mkdir, mkdtemp, realpath, rm} from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import {text} from 'node:stream/consumers';
import type {ExecutionContext} from 'ava';
import {packageRoot} from '../../source/base/package-root.js';
import {sharedCache} from '../support/shared-cache.js';

export type Outcome = {code: number; stdout: string; stderr: string};

export type Place = {
	folder: string;
	environment: Record<string, string>;
	/** Runs the built program to its end. */
	run: (given: string[], options?: {cwd?: string; input?: string; environment?: Record<string, string>}) => Promise<Outcome>;
};

/** A folder with a state, configuration and sockets of its own, in which the real program is run. The daemon in it, if any, is stopped at the end of the test. */
export async function makePlace(t: ExecutionContext): Promise<Place> {
	const folder = await realpath(await mkdtemp(path.join(os.tmpdir(), 'mwc-')));
	const environment: Record<string, string> = {
		PATH: process.env['PATH'] ?? '',
		HOME: folder,
		XDG_STATE_HOME: path.join(folder, 's'),
		XDG_CONFIG_HOME: path.join(folder, 'c'),
		XDG_CACHE_HOME: sharedCache,
		XDG_RUNTIME_DIR: path.join(folder, 'r'),
	};
	await mkdir(path.join(folder, 'r'), {mode: 0o700});
	const run: Place['run'] = async (given, {cwd = folder, input = '', environment: more = {}} = {}) => {
		const child = spawn(process.execPath, [path.join(packageRoot(), 'bin', 'millwright.js'), ...given], {cwd, env: {...environment, ...more}});
		child.stdin.on('error', () => {
			// It did not want to read, and may have gone.
		});
		child.stdin.end(input);
		const [stdout, stderr, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close') as Promise<[number]>]);
		return {code, stdout, stderr};
	};

	t.teardown(async () => {
		await run(['daemon', 'stop', '--sessions']);
		await rm(folder, {recursive: true, force: true, maxRetries: 5});
	});
	return {folder, environment, run};
}
