import {MillwrightError} from '../../base/errors.js';
import {taskKey, underWay, type Task} from '../../../state/task.js';
import type {TaskView} from '../../protocol/task.js';
import {taskViews} from '../floor/task-view.js';
import {intentFile, parseIntentFile, parseIntentText, printIntent} from '../inputs/intent.js';
import type {Handlers} from '../server/router.js';
import {addTask, checkDependencies, commitAccepted, writeIntent} from './add-task.js';
import {move, pause} from './change-task.js';
import type {Desk} from './desk.js';
import {showTask} from './show-task.js';

type TaskHandlers = Pick<Handlers, Extract<keyof Handlers, `task.${string}`>>;

export function taskHandlers(desk: Desk): TaskHandlers {
	const {parts, scheduler} = desk;
	const {store} = parts;
	const view = (task: {project: string; id: string}): TaskView => taskViews(store, {project: task.project, costOf: desk.costOf}).find(({id}) => id === task.id)!;
	const change = async (task: Task, alter: (draft: Task) => void): Promise<TaskView> => {
		await store.tasks.update(taskKey(task), draft => {
			alter(draft);
		});
		return view(task);
	};

	return {
		'task.add': async params => view(await addTask(desk, params)),
		'task.list': async ({project}) => taskViews(store, {...(project === undefined ? {} : {project: desk.project(project).id}), costOf: desk.costOf}),
		'task.show': async params => showTask(desk, desk.task(params)),
		async 'task.edit'(params) {
			const task = desk.task(params);
			const dependsOn = params.dependsOn === undefined ? undefined : checkDependencies(desk, {project: task.project, id: task.id, dependsOn: params.dependsOn});
			if (params.text !== undefined || params.title !== undefined) {
				const known = parseIntentFile(task.text, {file: intentFile(task.id)});
				const intent = params.text === undefined ? known : parseIntentText(params.text, {id: task.id, title: params.title});
				const title = params.title ?? intent.title;
				await writeIntent(desk, task, {text: printIntent({...intent, task: task.id, title}), cause: `edit ${task.id}`});
				await store.tasks.update(taskKey(task), draft => {
					draft.title = title;
				});
			}

			return change(task, draft => {
				draft.priority = params.priority ?? draft.priority;
				draft.dependsOn = dependsOn ?? draft.dependsOn;
			});
		},
		async 'task.move'(params) {
			const task = desk.task(params);
			await move(desk, task, params.before);
			return taskViews(store, {project: task.project, costOf: desk.costOf});
		},
		async 'task.hold'(params) {
			const task = desk.task(params);
			if (underWay.has(task.state)) {
				throw new MillwrightError('task-under-way', `The task ${task.id} is under way (${task.state}) and can no longer be held.`, {hint: `Pause it with \`millwright pause ${task.id}\`.`});
			}

			return change(task, draft => {
				draft.held = true;
			});
		},
		'task.release': async params => change(desk.task(params), draft => {
			draft.held = false;
		}),
		'task.pause': async params => pause(desk, desk.task(params), {paused: true}).then(view),
		'task.resume': async params => pause(desk, desk.task(params), {paused: false}).then(view),
		async 'task.cancel'(params) {
			const task = desk.task(params);
			if (task.state === 'merged') {
				throw new MillwrightError('task-merged', `The task ${task.id} is merged and cannot be cancelled.`, {hint: 'Add a task that takes it back.'});
			}

			await scheduler.cancel(taskKey(task));
			parts.news.tell({level: 'warn', text: `${task.id} was cancelled`, project: task.project, task: task.id});
			return view(task);
		},
		async 'task.retry'(params) {
			const task = desk.task(params);
			if (task.state !== 'failed' && task.state !== 'cancelled') {
				throw new MillwrightError('task-not-ended', `The task ${task.id} is ${task.state}; only one that failed or was cancelled can be retried.`, {
					hint: `See \`millwright show ${task.id}\`.`,
				});
			}

			if (task.intentVersion === null && (await commitAccepted(desk, task, {held: false})).state === 'failed') {
				throw new MillwrightError('intent-not-written', `The task ${task.id} cannot begin: ${desk.task(params).reason ?? ''}`, {hint: 'Mend what is named there and retry it again; the task itself is kept.'});
			}

			await store.tasks.update(taskKey(task), draft => {
				draft.paused = false;
				draft.held = false;
				draft.state = 'queued';
				draft.since = Date.now();
				delete draft.reason;
				if (params.feedback !== undefined) {
					draft.feedback.push(params.feedback);
				}
			});
			return view(task);
		},
	};
}
