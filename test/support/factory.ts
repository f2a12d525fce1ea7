import {mkdir, mkdtemp, rm, writeFile} from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import {within} from '../../source/base/guard.js';
import {resolvePaths, type Paths} from '../../source/base/paths.js';
import {awaitGone, processesOf} from '../../source/demo/processes.js';
import {connectDaemon, type DaemonLink} from '../../source/link/daemon.js';
import type {Params, RequestName, Result} from '../../source/protocol/control.js';
import type {FloorView} from '../../source/protocol/floor.js';
import type {ProjectView} from '../../source/protocol/project.js';
import type {RunView} from '../../source/protocol/run.js';
import type {TaskView} from '../../source/protocol/task.js';
import {processGone} from './process-gone.js';
import {plainTurns, quickPipeline, type Entry} from './rehearsed.js';
import {makeRepository, git} from './small-repository.js';
import {sharedCache} from './shared-cache.js';

export type FactoryOptions = {
	/** The scripted words that come before those that carry any task through. */
	turns?: readonly Entry[];
	/** The text of config.yaml. */
	config?: string;
	/** Beside what every daemon here gets. */
	environment?: Record<string, string>;
};

/** Milliseconds after which what was waited for is held to have failed; never waited out when all is well. */
const guard = 100_000;

export async function startFactory(options: FactoryOptions = {}): Promise<TestFactory> {
	const root = await mkdtemp(path.join(os.tmpdir(), 'mw-f-'));
	const script = path.join(root, 'script.json');
	await writeFile(script, JSON.stringify({rehearsal: 1, pace: 0, turns: [...options.turns ?? [], ...plainTurns]}));
	const environment = {
		PATH: `${path.dirname(process.execPath)}${path.delimiter}${process.env['PATH'] ?? ''}`,
		HOME: root,
		LANG: 'C.UTF-8',
		XDG_STATE_HOME: path.join(root, 's'),
		XDG_CONFIG_HOME: path.join(root, 'c'),
		XDG_CACHE_HOME: sharedCache,
		XDG_RUNTIME_DIR: path.join(root, 'r'),
		MILLWRIGHT_REHEARSAL: script,
		MILLWRIGHT_REHEARSAL_PACE: '0',
		...options.environment,
	};
	const paths = resolvePaths(environment);
	if (options.config !== undefined) {
		await mkdir(paths.config, {recursive: true});
		await writeFile(path.join(paths.config, 'config.yaml'), options.config);
	}

	const factory = new TestFactory({root, paths, environment});
	await factory.connect();
	return factory;
}

/** A whole factory for a test: the shipped daemon with real holders and agents in folders of its own, and a way to talk to it. */
export class TestFactory {
	readonly root: string;
	readonly paths: Paths;
	readonly environment: Record<string, string>;
	#link: DaemonLink | undefined;

	constructor({root, paths, environment}: {root: string; paths: Paths; environment: Record<string, string>}) {
		this.root = root;
		this.paths = paths;
		this.environment = environment;
	}

	get link(): DaemonLink {
		return this.#link!;
	}

	/** Connects; starts a daemon when none runs. */
	async connect(): Promise<DaemonLink> {
		this.#link = await connectDaemon({paths: this.paths, start: true, role: 'client', rehearsal: this.environment['MILLWRIGHT_REHEARSAL'], environment: this.environment});
		return this.#link;
	}

	async request<Name extends RequestName>(name: Name, parameters: Params<Name>): Promise<Result<Name>> {
		return this.link.request(name, parameters);
	}

	/** Kills the daemon with SIGKILL and resolves when it is gone. */
	async kill(): Promise<void> {
		const {pid} = this.link.welcome;
		process.kill(pid, 'SIGKILL');
		await processGone(pid);
	}

	/** Kills the daemon with SIGKILL and starts the next. */
	async killAndConnect(): Promise<void> {
		await this.kill();
		await this.connect();
	}

	/** A small repository with one test, as a project. */
	async project({name, ...more}: {name: string} & Omit<Params<'project.init'>, 'path'>): Promise<ProjectView> {
		const folder = await makeRepository(path.join(this.root, name));
		return this.request('project.init', {path: folder, name, gates: [{name: 'test', command: ['node', '--test', '--test-isolation=none'], proof: 'tests', timeout: 300}], ...more});
	}

	/** One that builds, gates and merges only. */
	async quickProject({approve = false, ...more}: {approve?: boolean; name: string} & Omit<Params<'project.init'>, 'path'>): Promise<ProjectView> {
		const project = await this.project(more);
		await this.request('inputs.write', {project: project.id, file: 'pipeline.yaml', text: quickPipeline({approve}), cause: 'build, gate and merge only'});
		return project;
	}

	async add(project: string, id: string, more: Partial<Params<'task.add'>> = {}): Promise<TaskView> {
		return this.request('task.add', {project, id, text: `Write the note of ${id}.`, ...more});
	}

	/** Resolves with the first floor that the predicate gives something for, with what it gave. */
	async until<Found>(find: (floor: FloorView) => Found | undefined | false | Promise<Found | undefined | false>): Promise<Found> {
		return untilFloor(this.link, find);
	}

	/** Waits until the task is in the state; fails at once when it is stuck instead. */
	async untilTask(id: string, state: TaskView['state']): Promise<TaskView> {
		return this.until(floor => {
			const task = floor.tasks.find(known => known.id === id);
			if (task?.state === 'failed' && state !== 'failed') {
				throw new Error(`${id} is stuck: ${task.reason ?? ''}`);
			}

			return task?.state === state && task;
		});
	}

	async untilInbox(kind: FloorView['inbox'][number]['kind'], task?: string): Promise<FloorView['inbox'][number]> {
		return this.until(floor => {
			const stuck = floor.inbox.find(item => item.kind === 'failure' && (task === undefined || item.task === task));
			if (stuck !== undefined && kind !== 'failure') {
				throw new Error(stuck.title);
			}

			return floor.inbox.find(item => item.kind === kind && (task === undefined || item.task === task));
		});
	}

	/** Waits for the approval of a task and gives it. */
	async approve(task: string): Promise<void> {
		await this.untilInbox('approval', task);
		await this.request('approve', {task});
	}

	/** Approves and waits until it is merged. */
	async merge(task: string): Promise<TaskView> {
		await this.approve(task);
		return this.untilTask(task, 'merged');
	}

	async runs(task: string): Promise<RunView[]> {
		return this.request('run.list', {task});
	}

	/** Runs git in a project's checkout. */
	async git(project: string, ...parameters: string[]): Promise<string> {
		return git(path.join(this.root, project), ...parameters);
	}

	/** Ends the daemon, every holder and every agent, and removes the folders. */
	async dispose(): Promise<void> {
		const link = await connectDaemon({paths: this.paths, start: false, role: 'caretaker'}).catch(() => undefined);
		await link?.request('daemon.stop', {sessions: true}).catch(() => undefined);
		link?.close();
		const left = await awaitGone(this.root, 2000);
		for (const {pid} of left) {
			try {
				process.kill(pid, 'SIGKILL');
			} catch {
				// It went by itself.
			}
		}

		await awaitGone(this.root, 2000);
		await rm(this.root, {recursive: true, force: true, maxRetries: 5, retryDelay: 50});
	}

	/** What runs for this factory: the daemon, holders, agents and what they started. */
	async processes(): ReturnType<typeof processesOf> {
		return processesOf(this.root);
	}
}

/** Looks at the floor whenever the daemon says that it changed, until the predicate gives something. A guard fails with what the floor was last. */
export async function untilFloor<Found>(link: DaemonLink, find: (floor: FloorView) => Found | undefined | false | Promise<Found | undefined | false>): Promise<Found> {
	let last: FloorView | undefined;
	let wake = Promise.withResolvers<void>();
	const disposers = [
		link.changed.on(() => {
			wake.resolve();
		}),
		link.closed.on(error => {
			wake.reject(error ?? new Error('The connection was closed.'));
		}),
	];
	const look = async (): Promise<Found> => {
		for (;;) {
			wake = Promise.withResolvers<void>();
			last = await link.request('floor', {});
			const found = await find(last);
			if (found !== undefined && found !== false) {
				return found;
			}

			await wake.promise;
		}
	};

	try {
		return await within(guard, look(), () => new Error(`It did not come about. The floor was: ${JSON.stringify({
			tasks: last?.tasks.map(({id, state, stage, reason}) => ({id, state, stage, reason})),
			inbox: last?.inbox.map(({title}) => title),
			sessions: last?.sessions.map(({id, role, state, evidence}) => ({id, role, state, evidence})),
			news: last?.news.map(({text}) => text).slice(-8),
		}, undefined, 2)}`));
	} finally {
		for (const dispose of disposers) {
			dispose();
		}
	}
}
