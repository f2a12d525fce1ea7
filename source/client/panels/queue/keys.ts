import {about, openTask} from '../../bindings/about-task.js';
import type {Binding, Resolved} from '../../bindings/binding.js';
import {selectedTask, taskKey, tasksInOrder} from '../../floor/current.js';
import type {ClientModel} from '../../floor/model.js';
import {plain} from '../../theme/line.js';
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
	{id: 'queue-sooner', context: 'queue', keys: ['<'], words: 'raise the priority of the task, up to 1', hint: 'sooner', rank: 53, off: model => cannotRank(model, -1), run: model => rankTask(model, -1)},
	{id: 'queue-whenever', context: 'queue', keys: ['>'], words: 'lower the priority of the task, down to 5', hint: 'later', rank: 54, off: model => cannotRank(model, 1), run: model => rankTask(model, 1)},
];

function cannotRank(model: ClientModel, by: 1 | -1): string | undefined {
	const task = selectedTask(model);
	if (task === undefined) {
		return 'The queue is empty.';
	}

	const wanted = task.priority + by;
	return wanted < 1 || wanted > 5 ? `Its priority is ${task.priority} already: it goes from 1 (first) to 5.` : undefined;
}

function rankTask(model: ClientModel, by: 1 | -1): Resolved {
	const task = selectedTask(model);
	if (task === undefined) {
		return {};
	}

	const priority = task.priority + by;
	return {action: {type: 'select', panel: 'queue', key: taskKey(task)}, effects: [{type: 'request', name: 'task.edit', params: {...about(task), priority}, said: `${plain(task.id)} has priority ${priority}${priority === 3 ? ', as most' : ''}.`}]};
}

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
