import {mkdtemp, rm} from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type {ExecutionContext} from 'ava';
import {projectDocument, type Project} from '../../../state/project.js';
import {taskDocument, type Task} from '../../../state/task.js';

/** A folder of its own for a test, gone after it. */
export async function stateFolder(t: ExecutionContext): Promise<{state: string}> {
	const state = await mkdtemp(path.join(os.tmpdir(), 'mw-store-'));
	t.teardown(async () => rm(state, {recursive: true, force: true}));
	return {state};
}

// By way of the schemas: whatever has a default is filled in.
export const task = (id: string, more: Partial<Task> = {}): Task => taskDocument.parse(taskDocument.version, {id, project: 'shop', title: `Task ${id}`, order: 1, state: 'queued', createdAt: 1, since: 1, ...more});

export const project = (id: string, more: Partial<Project> = {}): Project => projectDocument.parse(projectDocument.version, {id, name: id, path: `/repositories/${id}`, gitDir: `/repositories/${id}/.git`, base: 'main', gates: [], createdAt: 1, ...more});
