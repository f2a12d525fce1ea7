import {MillwrightError} from '../../base/errors.js';
import {taskKey, type Task} from '../../../state/task.js';
import {inOrder} from '../queue/order.js';
import type {Desk} from './desk.js';

/** A task in one of these states is under way. */
export const underWay = new Set<Task['state']>(['running', 'needs', 'paused']);

/** Stops a task where it is, with all its sessions' process trees, or lets it go on. */
export async function pause({parts}: Desk, task: Task, {paused}: {paused: boolean}): Promise<Task> {
	if (paused && !underWay.has(task.state)) {
		throw new MillwrightError('task-not-under-way', `The task ${task.id} is ${task.state}, so there is nothing to pause.`, {hint: `Hold it back with \`millwright hold ${task.id}\`.`});
	}

	const sessions = parts.store.sessions.all().filter(session => session.project === task.project && session.task === task.id && session.endedAt === undefined && session.launched);
	await Promise.all(sessions.map(async ({id}) => parts.sessions.freeze(id, {frozen: paused})));
	return parts.store.tasks.update(taskKey(task), draft => {
		draft.paused = paused;
	});
}

/** Its place is a number between those of its new neighbours; it takes the priority of the one that it is put before. */
export async function move({parts, task: find}: Desk, task: Task, before: string | null): Promise<void> {
	const others = inOrder(parts.store.tasks.all().filter(other => other.project === task.project && other.id !== task.id));
	const target = before === null ? undefined : find({project: task.project, task: before});
	const peers = others.filter(({priority}) => priority === (target ?? task).priority);
	const index = target === undefined ? peers.length : peers.findIndex(({id}) => id === target.id);
	const [left, right] = [peers[index - 1]?.order, peers[index]?.order];
	await parts.store.tasks.update(taskKey(task), draft => {
		draft.priority = (target ?? task).priority;
		draft.order = left === undefined ? (right ?? Date.now()) - 1000 : (right === undefined ? left + 1000 : (left + right) / 2);
	});
}
