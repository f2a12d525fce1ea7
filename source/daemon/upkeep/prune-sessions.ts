import {readdir, rm, stat} from 'node:fs/promises';
import path from 'node:path';
import {sessionFolder} from '../../base/paths.js';
import type {Session} from '../../../state/session.js';
import type {Parts} from '../pipeline/parts.js';
import {isSettled} from './settled.js';

/** Sessions that ended before a time and that nothing follows from: their folders and records go. Resolves to how many. */
export async function pruneSessions(parts: Parts, before: number): Promise<number> {
	const {store, paths} = parts;
	const old = store.sessions.all().filter(session => isOver(parts, session, before));
	for (const {id} of old) {
		// The folder first: what a crash leaves is a record that is found again. Its name is made of the id, whatever the record says.
		await rm(sessionFolder(paths, id), {recursive: true, force: true, maxRetries: 3});
		await store.sessions.remove(id);
	}

	return old.length + await pruneOrphans(parts, before);
}

/** What could not be ended with a session is named by its record until the person has seen it. */
const isOver = (parts: Parts, {endedAt, leftovers, project, task}: Session, before: number): boolean =>
	endedAt !== undefined && endedAt < before && leftovers.length === 0 && (task === undefined || isSettled(parts, {project, task}));

/** Folders without a record: of projects that were forgotten, and of sessions that were called off. */
async function pruneOrphans({store, paths}: Parts, before: number): Promise<number> {
	const root = path.join(paths.state, 'sessions');
	const names = await readdir(root).catch((): string[] => []);
	let gone = 0;
	for (const name of names.filter(each => store.sessions.get(each) === undefined)) {
		const folder = path.join(root, name);
		const {mtimeMs} = await stat(folder).catch(() => ({mtimeMs: Infinity}));
		if (!(mtimeMs < before && store.sessions.get(name) === undefined)) {
			continue;
		}

		await rm(folder, {recursive: true, force: true, maxRetries: 3});
		gone++;
	}

	return gone;
}
