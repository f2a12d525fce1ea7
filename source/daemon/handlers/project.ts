import {MillwrightError} from '../../base/errors.js';
import {projectFolder} from '../../base/paths.js';
import type {ProjectView} from '../../protocol/project.js';
import type {Project} from '../../../state/project.js';
import {taskKey, underWay} from '../../../state/task.js';
import {projectView} from '../floor/project-view.js';
import type {Handlers} from '../server/router.js';
import {stopOrContinue} from '../sessions/stop-or-continue.js';
import type {Desk} from './desk.js';
import {findProject, propose} from './find-project.js';
import {initialise} from './init-project.js';
import type {Accepted} from './recover-accepted.js';

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

	const pause = async (name: string, {paused}: {paused: boolean}): Promise<ProjectView> => {
		const changed = await change(name, draft => {
			draft.paused = paused;
		});
		await stopOrContinue(desk.parts, session => session.project === changed.id);
		return view(changed.id);
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
		'project.pause': async ({project}) => pause(project, {paused: true}),
		'project.resume': async ({project}) => pause(project, {paused: false}),
		async 'project.forget'({project}) {
			const {id} = desk.project(project);
			const open = store.tasks.all().filter(task => task.project === id && underWay.has(task.state));
			if (open.length > 0) {
				throw new MillwrightError('project-under-way', `The project ${id} has tasks under way: ${open.map(task => task.id).join(', ')}.`, {hint: 'Cancel them first.'});
			}

			const live = store.sessions.all().filter(session => session.project === id && session.endedAt === undefined);
			if (live.length > 0) {
				throw new MillwrightError('project-under-way', `The project ${id} has ${live.length === 1 ? 'a session' : `${live.length} sessions`} that still runs.`, {hint: 'End it first.'});
			}

			// First, so that no task of it is made again from the journal when a project of this name is begun anew.
			await store.journal.append({type: 'project forgotten', project: id} satisfies Accepted);
			const own = ({project: owner}: {project: string}) => owner === id;
			await Promise.all([
				...store.tasks.all().filter(task => own(task)).map(async task => store.tasks.remove(taskKey(task))),
				...store.runs.all().filter(run => own(run)).map(async run => store.runs.remove(run.id)),
				...store.sessions.all().filter(session => own(session)).map(async session => store.sessions.remove(session.id)),
			]);
			await store.projects.remove(id);
			parts.rooms.forget(id);
			return {kept: ['the branch millwright/inputs', `the folder ${projectFolder(parts.paths, id)}`]};
		},
	};
}
