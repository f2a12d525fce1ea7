import {setTimeout as delay} from 'node:timers/promises';
import type {Log} from '../../base/log.js';
import {isSameProcess} from '../../base/process/identity.js';
import {connectHolder} from '../../link/holder.js';
import type {HolderLink} from '../../link/holder-link.js';
import {readExit, readHolderRecord} from './exchange.js';

// A holder under memory pressure may not answer for a while: asked again after 0.1 s, then ever more seldom, at most every 10 s.
const firstWait = 100;
const longestWait = 10_000;

/**
Connects to the holder of a session. Undefined once it is certain that there is none: it wrote an exit, or its process
(by pid, start time and boot) is gone. A holder that lives and does not answer is asked again for as long as it lives.
*/
export async function reachHolder({folder, token, version, log}: {folder: string; token: string; version: string; log: Log}): Promise<HolderLink | undefined> {
	for (let wait = firstWait; ; wait = Math.min(wait * 2, longestWait)) {
		const record = await readHolderRecord(folder);
		if (record === undefined) {
			return undefined;
		}

		try {
			return await connectHolder({socket: record.socket, token, version, role: 'daemon'});
		} catch (error) {
			if (await readExit(folder) !== undefined || !isSameProcess(record.holder)) {
				return undefined;
			}

			log.warn('a holder does not answer', {session: record.session, reason: error instanceof Error ? error.message : String(error)});
		}

		await delay(wait);
	}
}
