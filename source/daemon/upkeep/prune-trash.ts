import {moveRef} from '../git/refs.js';
import {listTrash} from '../git/trash.js';
import type {Parts} from '../pipeline/parts.js';
import {isSettled} from './settled.js';

/** What was discarded before a time, of tasks that nothing follows from. Only for a person who said that it need not be kept. Resolves to how many. */
export async function pruneTrash(parts: Parts, before: number): Promise<number> {
	// As `keepCommit` writes it, so that it can be compared as text.
	const limit = new Date(before).toISOString().replaceAll(/[^\dTZ]/gv, '');
	let gone = 0;
	for (const {id: project} of parts.store.projects.all()) {
		const repository = await parts.rooms.get(project).then(room => room.repository).catch(() => undefined);
		// One project whose repository is gone keeps no other from being looked after.
		for (const {ref, commit} of repository === undefined ? [] : await listTrash(repository)) {
			const found = /\/(?<task>[^\/]+)\/(?<time>\d{8}T\d{9}Z)-[^\/]+$/v.exec(ref)?.groups;
			if (found !== undefined && found['time']! < limit && isSettled(parts, {project, task: found['task']!}) && await moveRef(repository!, {ref, from: commit, to: undefined, reason: 'kept for as long as config.yaml says'})) {
				gone++;
			}
		}
	}

	return gone;
}
