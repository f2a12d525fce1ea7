import {MillwrightError} from '../../base/errors.js';
import {taskKey, underWay, type Task} from '../../../state/task.js';
import {inOrder} from '../queue/order.js';
import {stopOrContinue} from '../sessions/stop-or-continue.js';
import type {Desk} from './desk.js';

/** Stops a task where it is, with all its sessions' process trees, or lets it go on. */
export async function pause({parts}: Desk, task: Task, {paused}: {paused: boolean}): Promise<Task> {
	if (paused && !underWay.has(task.state)) {
		throw new MillwrightError('task-not-under-way', `The task ${task.id} is ${task.state}, so there is nothing to pause.`, {hint: `Hold it back with \`millwright hold ${task.id}\`.`});
	}

	// First, so that no session of it begins while the others are stopped.
	const changed = await parts.store.tasks.update(taskKey(task), draft => {
		draft.paused = paused;
	});
	await stopOrContinue(parts, session => session.project === task.project && session.task === task.id);
	return changed;
}

/** Its place is a number between those of its new neighbours; it takes the priority of the one that it is put before. */
export async function move({parts, task: find}: Desk, task: Task, before: string | null): Promise<void> {
	const target = before === null ? undefined : find({project: task.project, task: before});
	if (target?.id === task.id) {
		return;
	}

	const {priority} = target ?? task;
	const peers = inOrder(parts.store.tasks.all().filter(other => other.project === task.project && other.id !== task.id && other.priority === priority));
	const index = target === undefined ? peers.length : peers.findIndex(({id}) => id === target.id);
	const order = placeBetween(peers[index - 1]?.order, peers[index]?.order);
	if (order !== undefined) {
		await parts.store.tasks.update(taskKey(task), draft => {
			draft.priority = priority;
			draft.order = order;
		});
		return;
	}

	// No number fits between the two: all get new ones.
	for (const [place, {project, id}] of peers.toSpliced(index, 0, task).entries()) {
		await parts.store.tasks.update(taskKey({project, id}), draft => {
			draft.priority = priority;
			draft.order = place * 1000;
		});
	}
}

/** A number between two neighbours, of which either may be missing; undefined when there is none. */
export function placeBetween(left: number | undefined, right: number | undefined): number | undefined {
	if (left === undefined) {
		return (right ?? Date.now()) - 1000;
	}

	const middle = right === undefined ? left + 1000 : (left + right) / 2;
	return middle > left && (right === undefined || middle < right) ? middle : undefined;
}
