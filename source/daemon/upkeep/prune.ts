import type {Parts} from '../pipeline/parts.js';
import {pruneLogs} from './prune-logs.js';
import {pruneSessions} from './prune-sessions.js';
import {pruneTrash} from './prune-trash.js';

const day = 24 * 60 * 60 * 1000;

/** What was kept for as long as config.yaml says goes: never work, unless it says so of the trash. What fails is tried again the next day. */
export async function prune(parts: Parts): Promise<void> {
	const {log, config} = parts;
	const before = Date.now() - (config.keep.days * day);
	for (const work of [pruneSessions, pruneLogs, ...(config.keep.trash === 'days' ? [pruneTrash] : [])]) {
		try {
			const gone = await work(parts, before);
			if (gone > 0) {
				log.info(`${work.name}: ${gone} gone`);
			}
		} catch (error) {
			log.warn(`${work.name} did not come to its end`, {reason: error instanceof Error ? error.message : String(error)});
		}
	}
}
