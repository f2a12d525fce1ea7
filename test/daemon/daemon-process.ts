import {spawn, type ChildProcess} from 'node:child_process';
import {mkdtemp, rm} from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import {createInterface} from 'node:readline';
import type {Readable} from 'node:stream';
import {fileURLToPath} from 'node:url';
import type {ExecutionContext} from 'ava';
import {resolvePaths, type Paths} from '../../source/base/paths.js';
import {connectDaemon, type ConnectOptions, type DaemonLink} from '../../source/link/daemon.js';
import type {StartReport} from '../../source/link/start.js';

/** A daemon around a minimal factory. */
export const program = fileURLToPath(new URL('minimal-daemon.js', import.meta.url));

export type Home = {
	paths: Paths;
	environment: Record<string, string>;
	connect(more?: Partial<ConnectOptions>): Promise<DaemonLink>;
};

/** A home of its own for a test; the daemon that was started in it is ended after. */
export async function makeHome(t: ExecutionContext): Promise<Home> {
	const root = await mkdtemp(path.join(os.tmpdir(), 'mw-home-'));
	const environment = {PATH: process.env['PATH']!, HOME: root, XDG_STATE_HOME: path.join(root, 's'), XDG_CONFIG_HOME: path.join(root, 'c'), XDG_RUNTIME_DIR: path.join(root, 'r')};
	const paths = resolvePaths(environment);
	const connect = async (more: Partial<ConnectOptions> = {}) => connectDaemon({paths, start: true, role: 'command', environment, program, ...more});
	t.teardown(async () => {
		const link = await connect({start: false, role: 'caretaker'}).catch(() => {});
		if (link !== undefined) {
			const ended = processEnd(link.welcome.pid);
			process.kill(link.welcome.pid, 'SIGKILL');
			link.close();
			await ended;
		}

		await rm(root, {recursive: true, force: true});
	});
	return {paths, environment, connect};
}

/** Resolves when a process that is not our child has gone: `tail --pid` waits for it. */
export async function processEnd(pid: number): Promise<void> {
	const {promise, resolve} = Promise.withResolvers<void>();
	spawn('tail', [`--pid=${pid}`, '-s', '0.02', '-f', '/dev/null'], {stdio: 'ignore'}).once('exit', () => {
		resolve();
	});
	await promise;
}

/** Starts a daemon as a child, without a client, and returns what it reported. */
export async function startChild(environment: Record<string, string>): Promise<{child: ChildProcess; report: StartReport}> {
	const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', program], {cwd: '/', env: {...environment, MILLWRIGHT_REPORT_FD: '3'}, stdio: ['ignore', 'ignore', 'inherit', 'pipe']});
	const {value} = await createInterface(child.stdio[3] as Readable)[Symbol.asyncIterator]().next();
	return {child, report: JSON.parse(value ?? '{"state":"silent"}') as StartReport};
}
