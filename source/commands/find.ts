import {MillwrightError} from '../base/errors.js';
import {safeLine} from '../base/safe-text.js';
import {projectOfCheckout} from '../link/project-here.js';
import type {ProjectView} from '../protocol/project.js';
import type {SessionView} from '../protocol/session.js';
import type {TaskView} from '../protocol/task.js';
import {textOption, type Invocation} from './command.js';
import {meant} from './meant.js';
import type {Daemon} from './reach.js';

export type Look = {daemon: Daemon; invocation: Invocation};

/** The project that --project names, or that this folder belongs to. Throws when there is none. */
export async function findProject(look: Look): Promise<ProjectView> {
	const found = await findProjectHere(look);
	if (found === undefined) {
		const {cwd} = look.invocation.context;
		const others = await look.daemon.request('project.list', {});
		throw new MillwrightError('no-project', `${cwd} belongs to no project that Millwright works in.`, {
			hint: others.length === 0 ? 'Run `millwright init` in a git repository.' : `Run \`millwright init\` here, or name one with --project: ${others.map(project => project.name).join(', ')}.`,
		});
	}

	return found;
}

/** The same, or undefined when --project is not given and this folder belongs to none. */
export async function findProjectHere({daemon, invocation}: Look): Promise<ProjectView | undefined> {
	const name = textOption(invocation.options, 'project');
	const projects = await daemon.request('project.list', {});
	if (name === undefined) {
		const {cwd} = invocation.context;
		return projectOfCheckout(projects, cwd) ?? await daemon.request('project.find', {path: cwd}) ?? undefined;
	}

	const found = projects.find(project => project.id === name) ?? projects.find(project => project.name === name);
	if (found === undefined) {
		throw new MillwrightError('unknown-project', `There is no project \`${safeLine(name)}\`.`, {hint: meant(name, projects.map(project => project.name)) ?? 'Run `millwright init` in a git repository.'});
	}

	return found;
}

/** The task of that id, or the only one whose id begins so: here first, then in all projects. */
export async function findTask(look: Look, id: string): Promise<TaskView> {
	const project = await findProjectHere(look);
	const tasks = await look.daemon.request('task.list', project === undefined ? {} : {project: project.id});
	const found = pickTask(tasks, id);
	if (found !== undefined) {
		return found;
	}

	const where = project === undefined ? '' : ` in ${project.name}`;
	throw new MillwrightError('unknown-task', `There is no task \`${safeLine(id)}\`${where}.`, {hint: meant(id, tasks.map(task => task.id)) ?? '`millwright ls --all` lists them.'});
}

/** Undefined when none is meant; throws when several are. */
export function pickTask(tasks: readonly TaskView[], id: string): TaskView | undefined {
	const exact = tasks.filter(task => task.id === id);
	const found = exact.length > 0 ? exact : tasks.filter(task => id !== '' && task.id.startsWith(id));
	if (found.length > 1) {
		const names = [...new Set(found.map(task => task.id))];
		throw names.length > 1
			? new MillwrightError('ambiguous-task', `\`${safeLine(id)}\` may be ${names.map(name => `\`${name}\``).join(' or ')}.`, {hint: 'Write more of it.'})
			: new MillwrightError('ambiguous-task', `There is a task \`${names[0]!}\` in several projects: ${found.map(task => task.project).join(', ')}.`, {hint: 'Name one with --project.'});
	}

	return found[0];
}

export type Target = {session?: SessionView; task?: TaskView};

/** What `attach` and `logs` are given: the number or id of a session, or a task. */
/** The session of that id, or the one that runs under that number. */
export async function findSession(look: Look, name: string): Promise<SessionView> {
	const project = await findProjectHere(look);
	const sessions = await look.daemon.request('session.list', {...(project === undefined ? {} : {project: project.id}), all: true});
	const session = pickSession(sessions, name);
	if (session === undefined) {
		throw new MillwrightError('unknown-session', `There is no session \`${safeLine(name)}\`.`, {hint: meant(name, sessions.map(({id}) => id)) ?? '`millwright show` names the sessions of a task.'});
	}

	return session;
}

const pickSession = (sessions: readonly SessionView[], name: string): SessionView | undefined =>
	sessions.find(({id}) => id === name) ?? sessions.find(({number, endedAt}) => String(number) === name && endedAt === undefined);

export async function findTarget(look: Look, name: string): Promise<Target> {
	const project = await findProjectHere(look);
	const scope = project === undefined ? {} : {project: project.id};
	const [sessions, tasks] = await Promise.all([look.daemon.request('session.list', {...scope, all: true}), look.daemon.request('task.list', scope)]);
	const session = pickSession(sessions, name);
	if (session !== undefined) {
		return {session};
	}

	const task = pickTask(tasks, name);
	if (task === undefined) {
		throw new MillwrightError('unknown-target', `There is no task or session \`${safeLine(name)}\`.`, {hint: meant(name, [...tasks, ...sessions].map(({id}) => id)) ?? '`millwright ls --all` lists the tasks.'});
	}

	return {task};
}
