import type {Project} from '../../../state/project.js';
import type {Run} from '../../../state/run.js';
import type {Task} from '../../../state/task.js';
import type {Parts} from './parts.js';

/* Documents that must be there while a task is driven: one that is gone is a broken assumption. */

export const projectOf = (parts: Parts, id: string): Project => {
	const project = parts.store.projects.get(id);
	if (project === undefined) {
		throw new Error(`The project ${id} is gone while its task was worked on.`);
	}

	return project;
};

export const runOf = (parts: Parts, id: string): Run => {
	const run = parts.store.runs.get(id);
	if (run === undefined) {
		throw new Error(`The run ${id} is gone while it was worked on.`);
	}

	return run;
};

export const taskOf = (parts: Parts, key: string): Task => {
	const task = parts.store.tasks.get(key);
	if (task === undefined) {
		throw new Error(`The task ${key} is gone while it was worked on.`);
	}

	return task;
};
