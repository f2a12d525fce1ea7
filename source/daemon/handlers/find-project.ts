import path from 'node:path';
import type {ProjectProposal} from '../../protocol/project.js';
import type {Project} from '../../../state/project.js';
import {installedAgents} from '../agents/detect.js';
import {detectBase} from '../detect/base.js';
import {detectGates} from '../detect/gates.js';
import {isClean} from '../git/changes.js';
import {openRepository} from '../git/repository.js';
import type {Desk} from './desk.js';
import {openForInit} from './init-project.js';

/** What `init` would make of a folder; nothing is written. */
export async function propose(desk: Desk, folder: string): Promise<ProjectProposal> {
	const repository = await openForInit(desk, folder);
	const {branch, commit} = await detectBase(repository);
	const {gates} = await detectGates(repository.path);
	const agents = await installedAgents({config: desk.parts.config, environment: desk.parts.environment});
	return {
		path: repository.path,
		name: path.basename(repository.path),
		base: branch,
		commit,
		gates,
		agents,
		warnings: await isClean(repository, repository.path) ? [] : [`${repository.path} has changes that are not committed. They stay as they are; agents begin from the commit, and your files are not updated by a merge until they are committed.`],
		alreadyInitialised: desk.parts.store.projects.all().some(({path: known}) => known === repository.path),
	};
}

/** The project whose repository a folder is in: the checkout itself, a folder below it, or any worktree of it. */
export async function findProject(desk: Desk, folder: string): Promise<Project | undefined> {
	const repository = await openRepository(folder).catch(() => undefined);
	return repository === undefined ? undefined : desk.parts.store.projects.all().find(({gitDir}) => gitDir === repository.gitDir);
}
