import {execFile} from 'node:child_process';
import {safeLine} from '../../base/safe-text.js';
import type {Adapter} from './adapter.js';
import {baseEnvironment} from './environment.js';
import {findProgram} from './find-program.js';
import {adapterOf, agentNames, type AgentsConfig} from './registry.js';

export type FoundAgent = {
	id: string;
	/** The program, absolute. */
	program: string;
	/** As it prints it; undefined when it printed none in time. */
	version?: string;
	/** The version that the declaration was tried with, when it ships with Millwright. */
	tried?: string;
};

export type DetectRequest = {environment: Readonly<Record<string, string | undefined>>; config: AgentsConfig};

// The slowest of them (OpenCode) prints its version in a second here; a machine under load may take ten times that.
const patience = 10_000;

/** The declared agents whose program is installed, with the program's absolute path. Runs nothing. */
export async function findAgents(request: DetectRequest): Promise<Array<{id: string; program: string}>> {
	const found = await findAll(request);
	return found.map(({adapter, program}) => ({id: adapter.id, program}));
}

/** The ids of the declared agents whose program is installed. Runs nothing. */
export async function installedAgents(request: DetectRequest): Promise<string[]> {
	const found = await findAll(request);
	return found.map(({adapter}) => adapter.id);
}

/** The same with the versions, each asked of its program. */
export async function detectAgents(request: DetectRequest): Promise<FoundAgent[]> {
	const found = await findAll(request);
	return Promise.all(found.map(async ({adapter, program}) => {
		const version = await askVersion({program, adapter, environment: request.environment});
		return {id: adapter.id, program, ...(version === undefined ? {} : {version}), ...(adapter.tried === undefined ? {} : {tried: adapter.tried})};
	}));
}

async function findAll({environment, config}: DetectRequest): Promise<Array<{adapter: Adapter; program: string}>> {
	const adapters = await Promise.all(agentNames(config).filter(name => name !== 'builtin').map(async name => adapterOf(name, config)));
	return adapters.flatMap(adapter => {
		const program = findProgram(adapter.command, environment['PATH'] ?? '');
		return program === undefined ? [] : [{adapter, program}];
	});
}

type Asking = {program: string; adapter: Adapter; environment: DetectRequest['environment']};

async function askVersion({program, adapter, environment}: Asking): Promise<string | undefined> {
	const {promise, resolve} = Promise.withResolvers<string | undefined>();
	execFile(program, [...adapter.versionArguments], {timeout: patience, env: baseEnvironment({environment}), cwd: '/'}, (error, stdout) => {
		const line = safeLine(stdout.split('\n', 1)[0] ?? '', 80);
		resolve(error !== null || line === '' ? undefined : line);
	});
	return promise;
}
