import {spawn} from 'node:child_process';
import {closeSync, openSync, writeSync} from 'node:fs';
import {readFile} from 'node:fs/promises';
import process from 'node:process';
import {writeDurably} from '../base/durable-file.js';
import {MillwrightError, toErrorReply} from '../base/errors.js';
import type {Log} from '../base/log.js';
import {controlSocket, runtimeFile, type Paths} from '../base/paths.js';
import {openConnection} from '../link/connection.js';
import {checkRuntimeFolder} from '../link/folder.js';
import {logFile, reportVariable, type StartReport} from '../link/start.js';
import {waitForLock} from './lock/wait.js';

/** Being the one daemon of a state folder. */
export type Office = {
	/** Tells whoever started this process; once. */
	report(report: StartReport): void;
	/** Lets go of the lock; the process ends soon after. */
	leave(): void;
};

/** Takes the lock. Undefined when this process is not the one: whoever started it has been told. */
export async function takeOffice(paths: Paths, log: Log): Promise<Office | undefined> {
	const report = reporter();
	try {
		await checkRuntimeFolder(paths.runtime);
		const lock = await waitForLock({paths, isServing: async () => isServing(paths)});
		if (lock === 'other') {
			report({state: 'other'});
			return undefined;
		}

		if (lock === 'stuck') {
			throw new MillwrightError('lock-stuck', `Another daemon holds the lock of ${paths.state} and does not answer.`, {hint: `Find it with \`fuser ${paths.state}/lock\`, end it, and start again: agents go on.`});
		}

		// From now on everybody who comes to this state finds the way here, whatever their own environment says.
		await tellRuntime(paths, log);
		guard(paths, log);
		return {
			report,
			leave() {
				lock.release();
			},
		};
	} catch (error) {
		log.error('the daemon could not start', {message: (error as Error).message});
		report({state: 'failed', error: toErrorReply(error)});
		process.exitCode = 1;
		return undefined;
	}
}

/** Written once; where it cannot be, as on a full disk, whoever has the same environment finds the way all the same. */
async function tellRuntime(paths: Paths, log: Log): Promise<void> {
	const text = `${paths.runtime}\n`;
	try {
		if (await readFile(runtimeFile(paths), 'utf8').catch(() => '') !== text) {
			await writeDurably(runtimeFile(paths), text);
		}
	} catch (error) {
		log.warn('it could not be written where the sockets are', {reason: String(error)});
	}
}

async function isServing(paths: Paths): Promise<boolean> {
	try {
		const connection = await openConnection(controlSocket(paths));
		connection.destroy();
		return true;
	} catch {
		return false;
	}
}

function reporter(): (report: StartReport) => void {
	const descriptor = Number(process.env[reportVariable] ?? NaN);
	// Not for the processes that this one starts.
	Reflect.deleteProperty(process.env, reportVariable);
	let isTold = Number.isNaN(descriptor);
	return report => {
		if (isTold) {
			return;
		}

		isTold = true;
		try {
			writeSync(descriptor, `${JSON.stringify(report)}\n`);
			closeSync(descriptor);
		} catch {
			// Whoever started it did not wait.
		}
	};
}

/** Milliseconds that a daemon must have lived to be started again after a fault of ours: a fault at every start must not go round. */
const maturity = 60_000;

/** A fault of ours ends the daemon, because what it then thinks is not to be trusted; the state on disk is, and a successor goes on from there. */
function guard(paths: Paths, log: Log): void {
	const started = performance.now();
	const fall = (error: unknown) => {
		log.error('a fault', {stack: error instanceof Error ? error.stack : String(error)});
		if (error instanceof MillwrightError) {
			// Something that can be expected went wrong where nobody waited for it: no reason to doubt the rest.
			return;
		}

		if (performance.now() - started > maturity) {
			succeed(paths);
		}

		process.exit(70);
	};

	process.on('uncaughtException', fall);
	process.on('unhandledRejection', fall);
}

function succeed(paths: Paths): void {
	const log = openSync(logFile(paths), 'a', 0o600);
	spawn(process.execPath, [...process.execArgv, ...process.argv.slice(1)], {detached: true, cwd: '/', stdio: ['ignore', log, log]}).unref();
}
