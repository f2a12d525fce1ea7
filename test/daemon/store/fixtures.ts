import {mkdtemp, rm} from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type {ExecutionContext} from 'ava';
import type {Project} from '../../../state/project.js';
import type {Task} from '../../../state/task.js';

/** A folder of its own for a test, gone after it. */
export async function stateFolder(t: ExecutionContext): Promise<{state: string}> {
	const state = await mkdtemp(path.join(os.tmpdir(), 'mw-store-'));
	t.teardown(async () => rm(state, {recursive: true, force: true}));
	return {state};
}

export const task = (id: string, more: Partial<Task> = {}): Task => ({
	id,
	project: 'shop',
	title: `Task ${id}`,
	priority: 3,
	order: 1,
	dependsOn: [],
	held: false,
	paused: false,
	state: 'queued',
	attempts: null,
	agent: null,
	createdAt: 1,
	since: 1,
	addKey: null,
	runs: [],
	intentVersion: null,
	feedback: [],
	...more,
});

export const project = (id: string, more: Partial<Project> = {}): Project => ({
	id,
	name: id,
	path: `/repositories/${id}`,
	gitDir: `/repositories/${id}/.git`,
	base: 'main',
	gates: [],
	paused: false,
	budget: null,
	slots: null,
	createdAt: 1,
	...more,
});
