import {stat} from 'node:fs/promises';
import path from 'node:path';
import {MillwrightError} from '../../base/errors.js';
import {freeName, slug} from '../../base/ids.js';
import {projectFolder} from '../../base/paths.js';
import type {ParsedParams} from '../../protocol/control.js';
import type {ProjectProposal, ProjectView} from '../../protocol/project.js';
import type {Project} from '../../../state/project.js';
import {taskKey} from '../../../state/task.js';
import {installedAgents} from '../agents/detect.js';
import {detectBase} from '../detect/base.js';
import {detectGates} from '../detect/gates.js';
import {projectView} from '../floor/project-view.js';
import {resolveCommit} from '../git/history.js';
import {openRepository} from '../git/repository.js';
import type {Repository} from '../git/types.js';
import {createInputs} from '../inputs/inputs.js';
import {defaultInputs} from '../pipeline/default-inputs.js';
import {inputsFolder} from '../pipeline/project-rooms.js';
import type {Handlers} from '../server/router.js';
import type {Desk} from './desk.js';

type ProjectHandlers = Pick<Handlers, Extract<keyof Handlers, `project.${string}`>>;

export function projectHandlers(desk: Desk): ProjectHandlers {
	const {parts, budget} = desk;
	const {store} = parts;
	const view = (id: string): ProjectView => projectView(store.projects.get(id)!, desk.factsOf(id));
	const change = async (name: string, alter: (draft: Project) => void): Promise<ProjectView> => {
		const {id} = desk.project(name);
		await store.projects.update(id, draft => {
			alter(draft);
		});
		budget.recheck(id);
		return view(id);
	};

	return {
		'project.propose': async ({path: folder}) => propose(desk, folder),
		'project.init': async params => view(await initialise(desk, params)),
		'project.list': async () => store.projects.all().toSorted((a, b) => a.createdAt - b.createdAt).map(({id}) => view(id)),
		async 'project.find'({path: folder}) {
			const found = await findProject(desk, folder);
			return found === undefined ? null : view(found.id);
		},
		'project.set': async ({project, budget: limit, slots, gates}) => change(project, draft => {
			draft.budget = limit === undefined ? draft.budget : limit;
			draft.slots = slots ?? draft.slots;
			draft.gates = gates ?? draft.gates;
		}),
		'project.pause': async ({project}) => change(project, draft => {
			draft.paused = true;
		}),
		'project.resume': async ({project}) => change(project, draft => {
			draft.paused = false;
		}),
		async 'project.forget'({project}) {
			const {id} = desk.project(project);
			const open = store.tasks.all().filter(task => task.project === id && (task.state === 'running' || task.state === 'needs'));
			if (open.length > 0) {
				throw new MillwrightError('project-under-way', `The project ${id} has tasks under way: ${open.map(task => task.id).join(', ')}.`, {hint: 'Cancel them first.'});
			}

			for (const task of store.tasks.all().filter(known => known.project === id)) {
				await store.tasks.remove(taskKey(task));
			}

			await store.projects.remove(id);
			parts.rooms.forget(id);
			return {kept: ['the branch millwright/inputs', `the folder ${projectFolder(parts.paths, id)}`]};
		},
	};
}

async function openForInit(desk: Desk, folder: string): Promise<Repository> {
	const found = await stat(folder).catch(() => undefined);
	if (found?.isDirectory() !== true) {
		throw new MillwrightError('no-such-folder', `There is no folder ${folder}.`, {hint: 'Give the folder of a git repository.'});
	}

	return openRepository(folder, {log(line) {
		desk.parts.log.warn(line);
	}});
}

async function propose(desk: Desk, folder: string): Promise<ProjectProposal> {
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
		alreadyInitialised: desk.parts.store.projects.all().some(({path: known}) => known === repository.path),
	};
}

async function initialise(desk: Desk, params: ParsedParams<'project.init'>): Promise<string> {
	const {parts} = desk;
	const repository = await openForInit(desk, params.path);
	const before = parts.store.projects.all().find(({path: known}) => known === repository.path);
	if (before !== undefined) {
		throw new MillwrightError('already-initialised', `${repository.path} is the project ${before.id} already.`, {hint: 'Change it with `millwright init --gate`, `--budget`, or edit its inputs with `millwright inputs edit`.'});
	}

	const base = params.base ?? (await detectBase(repository)).branch;
	if (await resolveCommit(repository, `refs/heads/${base}`) === undefined) {
		throw new MillwrightError('no-base-branch', `The repository ${repository.path} has no branch "${base}".`, {hint: 'Name the branch that work is merged into with --base.'});
	}

	await parts.store.beforeAccepting();
	const name = params.name ?? path.basename(repository.path);
	const id = freeName(slug(name, 24) || 'project', taken => parts.store.projects.get(taken) !== undefined);
	await createInputs(repository, {
		path: inputsFolder(parts.paths, id),
		files: defaultInputs({...(params.attempts === undefined ? {} : {attempts: params.attempts}), ...(params.agent === undefined ? {} : {agent: params.agent})}),
		cause: `begin the inputs of ${name}`,
	});
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

/** The project whose repository a folder is in: the checkout itself, a folder below it, or any worktree of it. */
async function findProject(desk: Desk, folder: string): Promise<Project | undefined> {
	const repository = await openRepository(folder).catch(() => undefined);
	return repository === undefined ? undefined : desk.parts.store.projects.all().find(({gitDir}) => gitDir === repository.gitDir);
}
