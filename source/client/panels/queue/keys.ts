import {about, openTask} from '../../bindings/about-task.js';
import type {Binding, Resolved} from '../../bindings/binding.js';
import {selectedTask, tasksInOrder} from '../../floor/current.js';
import type {ClientModel} from '../../floor/model.js';
import {listKeys} from '../list-keys.js';

export const queueKeys: Binding[] = [
	...listKeys('queue'),
	{
		id: 'queue-open', context: 'queue', keys: ['enter'], words: 'look at the runs of the task', hint: 'its runs', rank: 10,
		off: empty,
		run(model) {
			const task = selectedTask(model);
			return task === undefined ? {} : openTask(task.project, task.id);
		},
	},
	{id: 'queue-earlier', context: 'queue', keys: ['K'], words: 'move the task up in the queue', hint: 'move it up', rank: 51, off: model => cannotMove(model, -1), run: model => moveTask(model, -1)},
	{id: 'queue-later', context: 'queue', keys: ['J'], words: 'move the task down in the queue', hint: 'move it down', rank: 52, off: model => cannotMove(model, 1), run: model => moveTask(model, 1)},
];

function empty(model: ClientModel): string | undefined {
	return selectedTask(model) === undefined ? 'The queue is empty.' : undefined;
}

function movable(model: ClientModel) {
	const task = selectedTask(model);
	const queue = tasksInOrder(model).filter(({project, state}) => project === task?.project && state !== 'merged' && state !== 'cancelled' && state !== 'failed');
	return {task, queue, at: queue.findIndex(({id}) => id === task?.id)};
}

function cannotMove(model: ClientModel, by: 1 | -1): string | undefined {
	const {task, queue, at} = movable(model);
	if (task === undefined || at === -1) {
		return task === undefined ? 'The queue is empty.' : `The task is ${task.state}: it has no place in the queue.`;
	}

	return queue[at + by] === undefined ? `It is the ${by === -1 ? 'first' : 'last'} already.` : undefined;
}

function moveTask(model: ClientModel, by: 1 | -1): Resolved {
	const {task, queue, at} = movable(model);
	if (task === undefined) {
		return {};
	}

	const before = by === -1 ? queue[at - 1] : queue[at + 2];
	return {action: {type: 'select', panel: 'queue', key: `${task.project}/${task.id}`}, effects: [{type: 'request', name: 'task.move', params: {...about(task), before: before?.id ?? null}}]};
}
