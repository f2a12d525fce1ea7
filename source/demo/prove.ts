import {execFile} from 'node:child_process';
import path from 'node:path';
import {promisify} from 'node:util';
import {safeLine} from '../base/safe-text.js';
import {withDaemon} from '../commands/reach.js';
import type {ProjectView} from '../protocol/project.js';
import type {Room} from './room.js';
import {demoTasks} from './story.js';

// eslint-disable-next-line @typescript-eslint/strict-void-return -- The overloads of execFile mislead the rule: util.promisify has its own way with it.
const execute = promisify(execFile);

/** What is not as the story promises, a sentence each: all merged, the tests of the base pass, nothing left behind. */
export async function findFaults(room: Room, project: ProjectView): Promise<string[]> {
	return [
		...await findUnmerged(room, project),
		...await findLeftovers(room, project),
		...await findRedTests(room, project),
	];
}

async function findUnmerged({context, repository}: Room, project: ProjectView): Promise<string[]> {
	const tasks = await withDaemon(context, async daemon => daemon.request('task.list', {project: project.id}));
	const faults = await Promise.all(demoTasks.map(async ({id}) => {
		const task = tasks.find(other => other.id === id);
		if (task?.merged === undefined) {
			return `${id!} is not merged: it is ${task?.state ?? 'gone'}`;
		}

		const isThere = await git(repository, ['merge-base', '--is-ancestor', task.merged, project.base]);
		return isThere === undefined ? `the commit ${task.merged.slice(0, 10)} of ${id!} is not on ${project.base}` : undefined;
	}));
	return faults.filter(fault => fault !== undefined);
}

async function findLeftovers({context, repository}: Room, project: ProjectView): Promise<string[]> {
	const sessions = await withDaemon(context, async daemon => daemon.request('session.list', {project: project.id}));
	const worktrees = (await git(repository, ['worktree', 'list', '--porcelain']) ?? '').split('\n\n').filter(entry => entry.includes('millwright/runs/') || entry.includes('\ndetached'));
	const branches = (await git(repository, ['for-each-ref', '--format=%(refname:short)', 'refs/heads/millwright/runs']) ?? '').split('\n').filter(name => name !== '');
	const status = await git(repository, ['status', '--porcelain']);
	return [
		...sessions.filter(session => session.endedAt === undefined).map(session => `the session ${session.id} of ${safeLine(session.role)} still runs`),
		...worktrees.map(entry => `a worktree was left: ${safeLine(entry.split('\n', 1)[0]!)}`),
		...branches.map(name => `a branch was left: ${safeLine(name)}`),
		...(status === '' ? [] : [`the checkout is not clean: ${safeLine(status ?? 'git status failed')}`]),
	];
}

// The story's tests take a second or two.
const patience = 120_000;

async function findRedTests({context, repository, folder}: Room, project: ProjectView): Promise<string[]> {
	const clone = path.join(folder, 'clone');
	if (await git(folder, ['clone', '--quiet', '--branch', project.base, repository, clone]) === undefined) {
		return [`${project.base} could not be cloned`];
	}

	try {
		await execute('npm', ['test'], {cwd: clone, env: withoutNpm(context.environment), timeout: patience});
		return [];
	} catch (error) {
		const {stdout = '', message} = error as Error & {stdout?: string};
		return [`the tests of ${project.base} fail: ${safeLine(stdout.trim().split('\n').at(-1) ?? message, 200)}`];
	}
}

/** As a person would run it in a shell: not as a script of the npm that runs this. */
const withoutNpm = (environment: Room['context']['environment']): Record<string, string | undefined> =>
	Object.fromEntries(Object.entries(environment).filter(([name]) => !name.startsWith('npm_') && name !== 'NODE_OPTIONS' && name !== 'NODE_TEST_CONTEXT'));

/** Undefined when git said no. */
async function git(folder: string, given: string[]): Promise<string | undefined> {
	try {
		const {stdout} = await execute('git', ['-c', 'core.hooksPath=/dev/null', ...given], {cwd: folder, timeout: patience});
		return stdout.trim();
	} catch {
		return undefined;
	}
}
