import type {Parts} from '../pipeline/parts.js';
import {compactJournal} from './compact-journal.js';
import {prune} from './prune.js';

const day = 24 * 60 * 60 * 1000;

/** Keeps the state from growing for ever: now, and once a day for as long as there is something that will be old one day. The returned function ends it. */
export function startUpkeep(parts: Parts): () => Promise<void> {
	const {store, log} = parts;
	let timer: NodeJS.Timeout | undefined;
	let closed = false;
	const arm = () => {
		if (!closed && timer === undefined && store.sessions.all().some(({endedAt}) => endedAt !== undefined)) {
			timer = setTimeout(() => {
				timer = undefined;
				working = prune(parts).then(arm);
			}, day).unref();
		}
	};

	const begin = async () => {
		await compactJournal(store).catch((error: unknown) => {
			log.warn('the journal could not be compacted', {reason: String(error)});
		});
		await prune(parts);
		arm();
	};

	let working = begin();
	store.sessions.changed.on(arm);
	return async () => {
		closed = true;
		clearTimeout(timer);
		await working;
	};
}
