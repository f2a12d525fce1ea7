import {taskKey} from '../../../state/task.js';
import type {Parts} from '../pipeline/parts.js';

/** Whether nothing follows from a task any more: it is merged or cancelled. One that is unknown is of a project that was forgotten. */
export function isSettled({store}: Pick<Parts, 'store'>, of: {project: string; task: string}): boolean {
	const state = store.tasks.get(taskKey({project: of.project, id: of.task}))?.state;
	return state === 'merged' || state === 'cancelled' || (state === undefined && store.projects.get(of.project) === undefined);
}
