import {mkdir, mkdtemp, realpath, rm, writeFile} from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import {resolvePaths, type Paths} from '../../source/base/paths.js';
import {createDemoRepository} from '../../source/demo/repository.js';
import {storyScript} from '../../source/demo/story.js';
import {connectDaemon, type DaemonLink} from '../../source/link/daemon.js';
import type {SessionView} from '../../source/protocol/session.js';

/** A daemon with so many idle sessions, in a folder of its own. */
export type Factory = {
	folder: string;
	repository: string;
	paths: Paths;
	environment: Record<string, string>;
	daemon: DaemonLink;
	sessions: SessionView[];
	end: () => Promise<void>;
};

// Fills a screen and then waits for keys, as an agent at its prompt does.
const idleProgram = 'i=0; while [ $i -lt 200 ]; do echo "line $i of what an agent says, long enough to be like one"; i=$((i+1)); done; cat';

export type FactoryOptions = {
	/** A shell command for each session. */
	programs: string[];
	/** The layout that the floor opens with. */
	layout?: string;
	/** As in config.yaml. */
	sessionSize?: string;
};

/** So many sessions that wait. */
export const idlePrograms = (count: number): string[] => Array.from({length: count}, () => idleProgram);

export async function startFactory({programs, layout = 'floor', sessionSize = 'latest'}: FactoryOptions): Promise<Factory> {
	const folder = await realpath(await mkdtemp(path.join(os.tmpdir(), 'mwb-')));
	const environment: Record<string, string> = {
		PATH: process.env['PATH'] ?? '',
		HOME: folder,
		LANG: 'C.UTF-8',
		TERM: 'xterm-256color',
		XDG_STATE_HOME: path.join(folder, 's'),
		XDG_CONFIG_HOME: path.join(folder, 'c'),
		XDG_RUNTIME_DIR: path.join(folder, 'r'),
		// No model is called; this keeps even a mistake from costing money.
		MILLWRIGHT_REHEARSAL: storyScript(),
	};
	const config = path.join(folder, 'c', 'millwright');
	await mkdir(config, {recursive: true});
	await mkdir(path.join(folder, 'r'), {mode: 0o700});
	await writeFile(path.join(config, 'config.yaml'), JSON.stringify({
		agents: {shell: {command: '/bin/sh', wires: ['anthropic'], interactive: {arguments: ['-c', '{prompt}'], ends: 'exit'}}},
		layouts: {first: layout},
		sessionSize,
		slots: {overall: 100, project: 100},
	}));
	const repository = path.join(folder, 'sheaf');
	await createDemoRepository(repository);
	const paths = resolvePaths(environment);
	const daemon = await connectDaemon({paths, start: true, role: 'command', rehearsal: storyScript(), environment});
	const end = async () => {
		await daemon.request('daemon.stop', {sessions: true});
		await rm(folder, {recursive: true, force: true, maxRetries: 10, retryDelay: 200});
	};

	try {
		return {folder, repository, paths, environment, daemon, sessions: await openSessions({daemon, repository, programs}), end};
	} catch (error) {
		await end();
		throw error;
	}
}

/** The first is number 1; the others come in any order. */
async function openSessions({daemon, repository, programs}: {daemon: DaemonLink; repository: string; programs: string[]}): Promise<SessionView[]> {
	const {gates} = await daemon.request('project.propose', {path: repository});
	const project = await daemon.request('project.init', {path: repository, gates});
	const open = async (prompt: string) => daemon.request('session.open', {project: project.id, agent: 'shell', prompt});
	const first = await open(programs[0]!);
	return [first, ...await Promise.all(programs.slice(1).map(open))];
}
