import {readdir, rm} from 'node:fs/promises';
import path from 'node:path';
import {projectFolder} from '../../base/paths.js';
import type {Run} from '../../../state/run.js';
import {removeWorktree} from '../git/remove.js';
import {runNumber} from '../pipeline/names.js';
import type {Parts} from '../pipeline/parts.js';
import {isSettled} from './settled.js';

/** The gates' logs of runs that ended before a time, and checkouts that such a run left behind. Attempts' worktrees that stayed hold work, and stay. Resolves to how many. */
export async function pruneLogs(parts: Parts, before: number): Promise<number> {
	const old = parts.store.runs.all().filter(run => run.endedAt !== undefined && run.endedAt < before && isSettled(parts, run));
	let gone = 0;
	for (const {id: project} of parts.store.projects.all()) {
		const runs = old.filter(run => run.project === project);
		gone += await removeLogs(parts, project, runs) + await removeCheckouts(parts, project, runs);
	}

	return gone;
}

async function removeLogs({paths}: Parts, project: string, runs: readonly Run[]): Promise<number> {
	const folder = path.join(projectFolder(paths, project), 'logs');
	const ids = new Set(runs.map(({id}) => id));
	const names = await readdir(folder).catch((): string[] => []);
	// <run>-<attempt>-<stage>… .log
	const own = names.filter(name => ids.has(/^(?<run>.+?\.\d+)-\d+-(?:gate|merge)(?:-.*)?\.log$/v.exec(name)?.groups!['run'] ?? ''));
	await Promise.all(own.map(async name => rm(path.join(folder, name), {force: true})));
	return own.length;
}

async function removeCheckouts(parts: Parts, project: string, runs: readonly Run[]): Promise<number> {
	const folder = path.join(projectFolder(parts.paths, project), 'checkouts');
	const names = await readdir(folder).catch((): string[] => []);
	let gone = 0;
	for (const {id, task} of runs) {
		for (const name of names.filter(each => new RegExp(`^${task}-${runNumber(id)}-(?:plan$|merge$|\\d+-(?!\\d|plan$|merge$))`, 'v').test(each))) {
			const {repository} = await parts.rooms.get(project);
			// What it holds beyond its commit is saved first.
			await removeWorktree(repository, {path: path.join(folder, name), task, base: parts.store.projects.get(project)!.base, discard: true});
			gone++;
		}
	}

	return gone;
}
