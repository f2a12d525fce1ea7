import {spawn} from 'node:child_process';
import {closeSync, openSync, watch} from 'node:fs';
import {readdir, readFile, rm} from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import {MillwrightError} from '../../base/errors.js';
import {packageRoot} from '../../base/package-root.js';
import {safeLine} from '../../base/safe-text.js';
import type {HolderRecord} from '../../protocol/holder.js';
import {readExit, readHolderRecord} from './exchange.js';
import {holderFlags} from './holder-flags.js';

/** A holder starts in 0.2 s; on a machine that swaps it may take long, and one that takes this long will not come. */
const startGuard = 30_000;

// Node ends with it where it does not know an option: a later one may have dropped a flag of the engine, which Node does not promise to keep.
const badOption = 9;

/**
Starts the holder of a session in a process session of its own and waits until it listens, or until it ended at once.
A daemon that was killed between the start and the writing down of it finds the holder that runs and starts no second one.
*/
export async function startHolder(folder: string, engineFlags = holderFlags): Promise<HolderRecord | undefined> {
	// It may have started and ended while nobody could write that down.
	const isThere = await findHolder(folder) !== undefined || await readExit(folder) !== undefined;
	const fell = new AbortController();
	if (!isThere) {
		// What a holder that was killed has left would be taken for the word of the new one.
		await rm(path.join(folder, 'holder.json'), {force: true});
		spawnHolder(folder, engineFlags, fell);
	}

	return waitForRecord(folder, fell.signal);
}

function spawnHolder(folder: string, engineFlags: readonly string[], fell: AbortController): void {
	const log = openSync(path.join(folder, 'holder.log'), 'a', 0o600);
	try {
		const holder = path.join(packageRoot(), 'dist', 'holder.js');
		const child = spawn(process.execPath, [...engineFlags, holder, folder], {detached: true, stdio: ['ignore', log, log], cwd: '/', env: holderEnvironment()});
		child.on('error', error => {
			fell.abort(error);
		});
		child.on('exit', code => {
			if (code === badOption && engineFlags.length > 0) {
				// It takes more memory then, and holds the session.
				try {
					spawnHolder(folder, [], fell);
				} catch (error) {
					fell.abort(error);
				}
			} else {
				fell.abort(new Error(`it ended at once with ${code ?? 'a signal'}`));
			}
		});
		child.unref();
	} finally {
		closeSync(log);
	}
}

/** Whether a holder of this session runs; one that is only just starting is waited for until it listens. */
export async function isHeld(folder: string): Promise<boolean> {
	if (await findHolder(folder) === undefined) {
		return false;
	}

	// One that never listens, or whose folder is gone, is there all the same, and is to be ended.
	await waitForRecord(folder).catch(() => undefined);
	return true;
}

/** A holder of this session that runs, though nothing was written of it yet. */
export async function findHolder(folder: string): Promise<number | undefined> {
	const processes = await readdir('/proc').catch(() => []);
	for (const name of processes) {
		if (!/^\d+$/v.test(name)) {
			continue;
		}

		const words = await readFile(`/proc/${name}/cmdline`, 'utf8').catch(() => '');
		const [script, argument] = words.split('\0').slice(1).filter(word => !word.startsWith('--'));
		if (argument === folder && script?.endsWith('holder.js') === true) {
			return Number(name);
		}
	}

	return undefined;
}

/** What a holder itself needs; the environment of its program stands in spec.json. */
const holderEnvironment = (): Record<string, string> => Object.fromEntries(['PATH', 'HOME', 'LANG', 'TZ', 'MILLWRIGHT_DEBUG', 'MILLWRIGHT_ENGINE']
	.flatMap(name => process.env[name] === undefined ? [] : [[name, process.env[name]]]));

/** `fell` tells that the holder has ended, with the reason. */
async function waitForRecord(folder: string, fell?: AbortSignal): Promise<HolderRecord | undefined> {
	const {promise, resolve, reject} = Promise.withResolvers<HolderRecord | undefined>();
	const look = async () => {
		const record = await readHolderRecord(folder);
		if (record !== undefined) {
			resolve(record);
		} else if (await readExit(folder) !== undefined) {
			resolve(undefined);
		}
	};

	const giveUp = async () => {
		// It may have done all that it had to.
		await look();
		reject(await notStarted(folder, (fell?.reason as Error).message));
	};

	const watcher = watch(folder, () => {
		void look();
	});
	const guard = setTimeout(() => {
		void notStarted(folder, `it does not listen after ${startGuard / 1000} s`).then(reject);
	}, startGuard);
	const fallen = () => {
		void giveUp();
	};

	fell?.addEventListener('abort', fallen, {once: true});
	try {
		await (fell?.aborted === true ? giveUp() : look());
		return await promise;
	} finally {
		clearTimeout(guard);
		fell?.removeEventListener('abort', fallen);
		watcher.close();
	}
}

/** With the last line of its log, which mostly says it all. */
async function notStarted(folder: string, why: string): Promise<MillwrightError> {
	const file = path.join(folder, 'holder.log');
	const log = await readFile(file, 'utf8').catch(() => '');
	const last = safeLine(log.trimEnd().split('\n').at(-1) ?? '', 200);
	return new MillwrightError('holder-not-started', `The session ${path.basename(folder)} did not start: ${why}${last === '' ? '' : ` (${last})`}.`, {hint: `Read ${file}.`});
}
