import {setTimeout as delay} from 'node:timers/promises';
import type {Paths} from '../../base/paths.js';
import {takeLock, type Lock} from './lock.js';

export type WaitOptions = {
	paths: Paths;
	/** Whether the other daemon can be reached by now. */
	isServing(): Promise<boolean>;
	/** Milliseconds before it is given up. */
	patience?: number;
};

/** Milliseconds between two looks. The kernel's lock cannot be waited for without blocking the process; this goes on only while another daemon starts or stops. */
const pause = 50;

/**
Takes the lock, or says `other` when another daemon has it and serves.

One that has the lock and does not serve is about to: it starts, or it stops. Without waiting, a start right after a stop
would find nobody at the socket and nobody to come.
*/
export async function waitForLock({paths, isServing, patience = 20_000}: WaitOptions): Promise<Lock | 'other' | 'stuck'> {
	const end = performance.now() + patience;
	while (performance.now() < end) {
		const lock = await takeLock(paths);
		if (lock !== undefined) {
			return lock;
		}

		if (await isServing()) {
			return 'other';
		}

		await delay(pause);
	}

	return 'stuck';
}
