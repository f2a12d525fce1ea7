import {rm} from 'node:fs/promises';
import process from 'node:process';
import {MillwrightError} from '../base/errors.js';
import {safeLine} from '../base/safe-text.js';
import {withDaemon} from '../commands/reach.js';
import {awaitGone, type RunningProcess} from './processes.js';
import type {Room} from './room.js';

/** Stops the demo's daemon and agents, and removes the folder unless it is kept. Resolves to what was left running and had to be killed, a sentence each. */
export async function cleanUp({context, folder}: Room, {keep}: {keep: boolean}): Promise<string[]> {
	const refusal = await stopDaemon(context);
	// Ending takes a daemon and a holder well under a second each; a loaded machine some.
	const left = await awaitGone(folder, 10_000);
	kill(left);
	await awaitGone(folder, 2000);
	if (!keep) {
		await rm(folder, {recursive: true, force: true, maxRetries: 5, retryDelay: 100});
	}

	return [...refusal, ...left.map(({pid, command}) => `process ${pid} was left running: ${safeLine(command, 100)}`)];
}

async function stopDaemon(context: Room['context']): Promise<string[]> {
	try {
		await withDaemon(context, async daemon => {
			const gone = Promise.withResolvers<void>();
			daemon.closed.once(() => {
				gone.resolve();
			});
			await daemon.request('daemon.stop', {sessions: true});
			await gone.promise;
		}, {start: false, role: 'caretaker'});
		return [];
	} catch (error) {
		if (!(error instanceof MillwrightError)) {
			throw error;
		}

		return ['no-daemon', 'daemon-gone'].includes(error.code) ? [] : [`the daemon did not stop: ${error.message}`];
	}
}

function kill(left: readonly RunningProcess[]): void {
	for (const {pid} of left) {
		try {
			process.kill(pid, 'SIGKILL');
		} catch {
			// It went by itself.
		}
	}
}
