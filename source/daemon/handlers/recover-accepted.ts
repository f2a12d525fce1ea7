import {taskKey, type Task} from '../../../state/task.js';
import {commitAccepted} from './add-task.js';
import type {Desk} from './desk.js';

/** What the journal keeps: of a task that was accepted enough to make it again, and that a project was forgotten with all of its tasks. */
export type Accepted = {type: 'task accepted'; task: Task} | {type: 'project forgotten'; project: string};

/** Makes again what was accepted and whose document is missing, and writes intents that a crash kept from the inputs branch. */
export async function recoverAccepted(desk: Desk): Promise<void> {
	const {store} = desk.parts;
	const accepted = acceptedTasks((await store.journal.read()).map(({record}) => record as Accepted));
	for (const [key, task] of accepted) {
		if (store.tasks.get(key) === undefined && store.projects.get(task.project) !== undefined) {
			// Held until its intent is written, as when it was added.
			await store.tasks.put({...task, held: true});
		}
	}

	for (const task of store.tasks.all().filter(({intentVersion, text}) => intentVersion === null && text !== '')) {
		await commitAccepted(desk, task, {held: accepted.get(taskKey(task))?.held ?? task.held});
	}
}

/** The tasks that were accepted and whose project was not forgotten since, by their key. */
export function acceptedTasks(records: readonly Accepted[]): Map<string, Task> {
	const tasks = new Map<string, Task>();
	for (const record of records) {
		if (record.type === 'task accepted') {
			tasks.set(taskKey(record.task), record.task);
		} else if (record.type === 'project forgotten') {
			for (const [key, {project}] of tasks) {
				if (project === record.project) {
					tasks.delete(key);
				}
			}
		}
	}

	return tasks;
}
