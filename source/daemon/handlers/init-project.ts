import {stat} from 'node:fs/promises';
import path from 'node:path';
import {MillwrightError} from '../../base/errors.js';
import {freeName, slug} from '../../base/ids.js';
import type {ParsedParams} from '../../protocol/control.js';
import {detectBase} from '../detect/base.js';
import {detectGates} from '../detect/gates.js';
import {resolveCommit} from '../git/history.js';
import {openRepository} from '../git/repository.js';
import {createInputs} from '../inputs/inputs.js';
import type {Desk} from './desk.js';
import {firstInputs} from './first-inputs.js';

/** The repository of a folder that is to become a project. */
export async function openForInit(desk: Desk, folder: string): ReturnType<typeof openRepository> {
	const found = await stat(folder).catch(() => undefined);
	if (found?.isDirectory() !== true) {
		throw new MillwrightError('no-such-folder', `There is no folder ${folder}.`, {hint: 'Give the folder of a git repository.'});
	}

	return openRepository(folder, {log(line) {
		desk.parts.log.warn(line);
	}});
}

/** Makes a project of a repository: its inputs branch first, so that a project without inputs is never seen. */
export async function initialise(desk: Desk, params: ParsedParams<'project.init'>): Promise<string> {
	const {parts} = desk;
	const repository = await openForInit(desk, params.path);
	const before = parts.store.projects.all().find(({path: known}) => known === repository.path);
	if (before !== undefined) {
		throw new MillwrightError('already-initialised', `${repository.path} is the project ${before.id} already.`, {
			hint: 'Change it with `millwright init --gate`, `--budget`, or edit its inputs with `millwright inputs edit`.',
		});
	}

	const base = params.base ?? (await detectBase(repository)).branch;
	if (await resolveCommit(repository, `refs/heads/${base}`) === undefined) {
		throw new MillwrightError('no-base-branch', `The repository ${repository.path} has no branch "${base}".`, {hint: 'Name the branch that work is merged into with --base.'});
	}

	await parts.store.beforeAccepting();
	const name = params.name ?? path.basename(repository.path);
	const id = freeName(slug(name, 24) || 'project', taken => parts.store.projects.get(taken) !== undefined);
	await createInputs(repository, firstInputs(parts.paths, {id, name, params}));
	await parts.store.projects.put({
		id,
		name,
		path: repository.path,
		gitDir: repository.gitDir,
		base,
		gates: params.gates ?? (await detectGates(repository.path)).gates,
		paused: false,
		budget: params.budget ?? null,
		slots: null,
		createdAt: Date.now(),
		...(desk.rehearsalScript === undefined ? {} : {rehearsal: desk.rehearsalScript}),
	});
	await desk.rules.read(id);
	parts.news.tell({level: 'info', text: `${name} is a project now`, project: id});
	return id;
}
