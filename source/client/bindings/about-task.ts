import type {RunView} from '../../protocol/run.js';
import type {TaskView} from '../../protocol/task.js';
import type {Action} from '../floor/action.js';
import type {Effect} from '../floor/effect.js';
import {currentTask, focusedSession, isLive} from '../floor/current.js';
import type {ClientModel} from '../floor/model.js';
import {newestFirst, stageKey} from '../panels/task/stage.js';
import {plain} from '../theme/line.js';
import {filled} from '../dialogs/text-input.js';
import type {Binding, Resolved} from './binding.js';

/** Keys about the task of the focused pane, or the one selected in the queue. */
export const taskBindings: Binding[] = [
	{
		id: 'reject', context: 'floor', keys: ['r'], words: 'reject the change of the task, with a reason that becomes feedback', hint: 'reject', rank: 14,
		off: aboutTask(({task, model}) => hasItem(model, task, 'reject') ? undefined : `No change of ${plain(task.id)} waits for an approval.`),
		run: model => withTask(model, task => ({action: {type: 'open', dialog: {kind: 'reject', project: task.project, task: task.id, input: filled()}}})),
	},
	{
		id: 'review', context: 'floor', keys: ['d'], words: 'look at the change of the task: diff, findings, gates', hint: 'diff', rank: 42,
		off: aboutTask(({task}) => noChange(task)),
		run: model => withTask(model, ({project, id}) => openReview(project, id)),
	},
	{
		id: 'task', context: 'floor', keys: ['t'], words: 'look at the runs of the task: each stage with its input, output, cost and time',
		off: aboutTask(() => undefined),
		run: model => withTask(model, ({project, id}) => openTask(project, id)),
	},
	{
		id: 'watch', context: 'floor', keys: ['w'], words: 'watch what works for the task: its agent, or the output of its gate as it comes', hint: 'watch', rank: 16,
		off: aboutTask(({task, model}) => task.generation === 0 ? `${plain(task.id)} has not run yet.` : (isWatched(model, task) ? '' : undefined)),
		run: model => withTask(model, task => watchTask(model, task)),
	},
	{
		id: 'pause', context: 'floor', keys: ['p'], words: 'pause the task, or let it go on', hint: 'pause', rank: 60,
		off: aboutTask(({task}) => isFinished(task) ? `${plain(task.id)} is ${task.state}.` : undefined),
		run: model => withTask(model, task => request(task.state === 'paused' ? {type: 'request', name: 'task.resume', params: about(task), said: `${plain(task.id)} goes on.`} : {type: 'request', name: 'task.pause', params: about(task), said: `${plain(task.id)} is paused.`})),
	},
	{
		id: 'hold', context: 'floor', keys: ['H'], words: 'hold the task back in the queue, or release it',
		off: aboutTask(({task}) => isFinished(task) || task.state === 'running' ? `${plain(task.id)} is ${task.state}: only what is queued can be held.` : undefined),
		run: model => withTask(model, task => request(task.state === 'held' ? {type: 'request', name: 'task.release', params: about(task), said: `${plain(task.id)} is released.`} : {type: 'request', name: 'task.hold', params: about(task), said: `${plain(task.id)} is held.`})),
	},
	{
		id: 'cancel', context: 'floor', keys: ['x'], words: 'cancel the task, after a question',
		off: aboutTask(({task}) => isFinished(task) && task.state !== 'failed' ? `${plain(task.id)} is ${task.state} already.` : undefined),
		run: model => withTask(model, task => ({
			action: {
				type: 'open',
				dialog: {
					kind: 'confirm',
					title: `Cancel ${plain(task.id)}?`,
					detail: 'Its sessions are ended. Its branches stay until they are cleaned up, and then in the trash.',
					yes: 'cancel the task',
					effects: [{type: 'request', name: 'task.cancel', params: about(task), said: `${plain(task.id)} is cancelled.`}],
				},
			},
		})),
	},
	{
		id: 'retry', context: 'floor', keys: ['R'], words: 'run the task again from the base', rank: 11,
		// What waits for an approval can be run again too, and is better looked at.
		hint: model => currentTask(model)?.state === 'needs' ? '' : 'run it again',
		off: aboutTask(({task}) => ['failed', 'cancelled', 'needs'].includes(task.state) ? undefined : `${plain(task.id)} is ${task.state}: only what failed or was cancelled is run again.`),
		run: model => withTask(model, task => request({type: 'request', name: 'task.retry', params: about(task), said: `${plain(task.id)} runs again.`})),
	},
];

export const openReview = (project: string, task: string): Resolved => ({
	action: {type: 'review', project, task},
	effects: [{type: 'request', name: 'review.show', params: {project, task}, becomes: review => ({type: 'reviewed', project, task, review}), otherwise: why => ({type: 'unreviewed', project, task, why})}],
});

/** `then`: what follows once its runs are known. */
export const openTask = (project: string, task: string, then?: (runs: RunView[]) => Action[]): Resolved => ({
	action: {type: 'task', project, task},
	effects: [{type: 'request', name: 'run.list', params: {project, task}, becomes: runs => ({type: 'sequence', actions: [{type: 'runs', project, task, runs}, ...then?.(runs) ?? []]})}],
});

/** The session of the task that began last, while it lives. */
const agentOf = ({floor}: ClientModel, task: TaskView): string | undefined =>
	floor.sessions.filter(session => session.project === task.project && session.task === task.id && isLive(session)).toSorted((one, other) => other.startedAt - one.startedAt)[0]?.id;

/** What the key shows is on the screen: it is not offered once more. */
const isWatched = (model: ClientModel, task: TaskView): boolean => agentOf(model, task) === model.ui.focus || (model.ui.full === 'task' && model.stageLog !== undefined);

function watchTask(model: ClientModel, task: TaskView): Resolved {
	const agent = agentOf(model, task);
	return agent === undefined ? openTask(task.project, task.id, latestLog) : {action: {type: 'focus', pane: agent}};
}

/** The log of the stage that runs, or ran last. */
function latestLog(runs: RunView[]): Action[] {
	const [newest] = runs.toSorted(newestFirst);
	const stages = newest?.stages.filter(({log, sessions}) => log !== undefined || sessions.length > 0) ?? [];
	const found = stages.findLast(({state}) => state === 'running') ?? stages.at(-1);
	return newest === undefined || found === undefined
		? []
		: [
			{type: 'select', panel: 'task', key: stageKey(newest, found)},
			{type: 'stageLog', of: {run: newest.id, stage: found.stage, ...(found.attempt === undefined ? {} : {attempt: found.attempt})}, at: 'end'},
		];
}

export const about = ({project, id}: TaskView): {project: string; task: string} => ({project, task: id});

function noChange({id, generation, hasChange, state}: TaskView): string | undefined {
	if (generation === 0) {
		return `${plain(id)} has not run yet.`;
	}

	return hasChange === false ? `${plain(id)} has no change to look at: it is ${state}.` : undefined;
}

const isFinished = ({state}: TaskView): boolean => ['merged', 'failed', 'cancelled'].includes(state);

const hasItem = ({floor}: ClientModel, task: TaskView, action: 'reject'): boolean =>
	floor.inbox.some(item => item.project === task.project && item.task === task.id && item.actions.includes(action));

const request = (effect: Effect): Resolved => ({effects: [effect]});

function aboutTask(check: (given: {task: TaskView; model: ClientModel}) => string | undefined): (model: ClientModel) => string | undefined {
	return model => {
		const task = currentTask(model);
		return task === undefined ? (focusedSession(model) === undefined ? 'No task is selected.' : 'This session works for no task.') : check({task, model});
	};
}

function withTask(model: ClientModel, run: (task: TaskView) => Resolved): Resolved {
	const task = currentTask(model);
	return task === undefined ? {} : run(task);
}
