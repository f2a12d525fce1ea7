import {closeSync, mkdirSync, openSync, readFileSync, watch} from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import type {Readable} from 'node:stream';
import {fromErrorReply, MillwrightError, type ErrorReply} from '../base/errors.js';
import {within} from '../base/guard.js';
import type {Paths} from '../base/paths.js';
import {safeLine} from '../base/safe-text.js';
import type {FramedConnection} from './connection.js';
import {checkRuntimeFolder} from './folder.js';

export type StartOptions = {
	paths: Paths;
	environment: Record<string, string | undefined>;
	/** The daemon's program, a file for Node. */
	program: string;
	/** Tries the socket; undefined when nobody listens. */
	connect(): Promise<FramedConnection | undefined>;
};

/** Names the file descriptor that a daemon reports to, as one line of JSON when it knows how its start went. */
export const reportVariable = 'MILLWRIGHT_REPORT_FD';

export type StartReport =
	| {state: 'ready'}
	/** Another daemon has the lock: it is, or will be, at the socket. */
	| {state: 'other'}
	| {state: 'failed'; error: ErrorReply};

/** Milliseconds from start to the socket. A start takes about 0.2 s; with ten thousand tasks and a cold disk it takes some. */
const startTime = 30_000;

export const logFile = (paths: Paths): string => path.join(paths.state, 'daemon.log');

/**
Starts a daemon in a process session of its own and connects to it, or to the one that another start brought up at the
same moment. Throws the daemon's own sentence when it dies.
*/
export async function startDaemon(options: StartOptions): Promise<FramedConnection> {
	await checkRuntimeFolder(options.paths.runtime);
	// Watched before the start, so that the socket of another daemon cannot appear unseen.
	const appearance = awaitSocket(options);
	try {
		const report = await within(startTime, launch(options), () => tooSlow(options.paths));
		if (report.state === 'failed') {
			throw fromErrorReply(report.error);
		}

		return await within(startTime, appearance.connection(), () => tooSlow(options.paths));
	} finally {
		appearance.stop();
	}
}

async function launch({paths, environment, program}: StartOptions): Promise<StartReport> {
	mkdirSync(paths.state, {recursive: true, mode: 0o700});
	// Loaded here, because hardly a start needs it: most find a daemon that runs.
	const {spawn} = await import('node:child_process');
	const log = openSync(logFile(paths), 'a', 0o600);
	const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', program], {
		detached: true,
		cwd: '/',
		// Started from within a session it would be one of its processes, and end with it: and every other session after it.
		env: {...environment, MILLWRIGHT_SESSION: undefined, [reportVariable]: '3'},
		stdio: ['ignore', log, log, 'pipe'],
	});
	closeSync(log);
	child.unref();
	const failed = Promise.withResolvers<never>();
	child.once('error', failed.reject);
	const line = await Promise.race([firstLine(child.stdio[3] as Readable), failed.promise]);
	return line === undefined ? {state: 'failed', error: silentDeath(paths)} : JSON.parse(line) as StartReport;
}

/** Not to the end of the stream: a process that the daemon started meanwhile may have inherited its other side. */
async function firstLine(stream: Readable): Promise<string | undefined> {
	try {
		const {createInterface} = await import('node:readline');
		const {value} = await createInterface(stream)[Symbol.asyncIterator]().next();
		return value;
	} finally {
		stream.destroy();
	}
}

/** It died without a word: the last line that it left says more than nothing. */
function silentDeath(paths: Paths): ErrorReply {
	const last = readLog(paths).split('\n').findLast(line => /\S/v.test(line)) ?? 'nothing';
	return {code: 'daemon-died', message: `The daemon died while it started; the last line it wrote is: ${safeLine(last, 300)}`, hint: `Read ${logFile(paths)}.`};
}

function readLog(paths: Paths): string {
	try {
		return readFileSync(logFile(paths), 'utf8');
	} catch {
		return '';
	}
}

function tooSlow(paths: Paths): MillwrightError {
	return new MillwrightError('daemon-slow', `The daemon was not ready within ${startTime / 1000} seconds.`, {hint: `Read ${logFile(paths)}.`});
}

/** Tries the socket now and whenever something in its folder changes: the daemon puts it there by a rename, listening already. */
function awaitSocket({paths, connect}: StartOptions): {connection(): Promise<FramedConnection>; stop(): void} {
	const {promise, resolve, reject} = Promise.withResolvers<FramedConnection>();
	let isWanted = false;
	let isTrying = false;
	let isAgain = false;
	const attempt = async () => {
		if (!isWanted) {
			return;
		}

		if (isTrying) {
			isAgain = true;
			return;
		}

		isTrying = true;
		try {
			const connection = await connect();
			if (connection !== undefined) {
				isWanted = false;
				resolve(connection);
			}
		} catch (error) {
			reject(error);
		}

		isTrying = false;
		if (!isAgain) {
			return;
		}

		isAgain = false;
		await attempt();
	};

	const watcher = watch(paths.runtime, () => {
		void attempt();
	});
	watcher.on('error', reject);
	return {
		async connection() {
			isWanted = true;
			await attempt();
			return promise;
		},
		stop() {
			isWanted = false;
			watcher.close();
		},
	};
}
