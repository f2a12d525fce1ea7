import {safeLine} from '../../base/safe-text.js';
import type {TaskView} from '../../protocol/task.js';
import {taskKey, type Task} from '../../../state/task.js';
import type {Store} from '../store/types.js';
import {inOrder, waitsFor} from '../queue/order.js';

// What a stage that is under way counts for, of the six; a bar that only moves forward within a run.
const stages = ['plan', 'build', 'verify', 'gate', 'approve', 'merge'] as const;

/** A task as the person sees it. `cost` is asked of the meter: dollars of all its runs. */
export function taskView({store, task, position, cost}: {store: Store; task: Task; position: number; cost: number}): TaskView {
	const live = store.sessions.all().filter(session => session.task === task.id && session.project === task.project && session.endedAt === undefined);
	const asks = live.some(({question}) => question !== undefined);
	const refused = live.find(session => session.refused !== undefined)?.refused;
	const run = store.runs.get(task.runs.at(-1) ?? '');
	const stage = run === undefined || run.endedAt !== undefined ? undefined : run.stages.findLast(({state}) => state === 'running' || state === 'waiting')?.stage ?? run.stages.at(-1)?.stage;
	const attempts = run?.attempts ?? [];
	const isMerged = (id: string) => store.tasks.get(taskKey({project: task.project, id}))?.state === 'merged';
	return {
		id: task.id,
		project: task.project,
		title: safeLine(task.title, 120),
		state: shownState(task, {asks, refused}),
		...(stage === undefined ? {} : {stage}),
		progress: task.state === 'merged' ? 1 : (stage === undefined ? 0 : (stages.indexOf(stage as typeof stages[number]) + 0.5) / stages.length),
		priority: task.priority,
		position,
		dependsOn: task.dependsOn,
		waitsFor: waitsFor({...task}, isMerged),
		generation: task.runs.length,
		attempts: {
			total: attempts.length,
			live: attempts.filter(attempt => ['building', 'verifying', 'gating'].includes(attempt.state)).length,
			passed: attempts.filter(attempt => ['passed', 'proposed', 'merged'].includes(attempt.state)).length,
			failed: attempts.filter(attempt => attempt.state === 'failed' || attempt.state === 'discarded').length,
		},
		hasChange: attempts.some(({commit}) => commit !== undefined),
		cost,
		since: task.since,
		createdAt: task.createdAt,
		...reasonOf(task, {asks, refused}),
		...(task.merged === undefined ? {} : {merged: task.merged}),
	};
}

type Held = {asks: boolean; refused: string | undefined};

/** What is said of it: a question of one of its agents makes it wait for the person, whatever stage it is in; a used-up budget stops it where it is. */
function shownState(task: Task, {asks, refused}: Held): TaskView['state'] {
	if (task.state === 'running') {
		return asks ? 'needs' : (task.paused || refused !== undefined ? 'paused' : 'running');
	}

	return task.held && (task.state === 'queued' || task.state === 'waiting') ? 'held' : task.state;
}

function reasonOf(task: Task, {asks, refused}: Held): {reason?: string} {
	const reason = task.reason ?? (asks ? 'asks you' : refused);
	return reason === undefined ? {} : {reason: safeLine(reason, 500)};
}

export type CostOf = (task: {project: string; task: string}) => number;

/** All tasks, or those of a project, in the queue's order. */
export function taskViews(store: Store, {project, costOf}: {project?: string; costOf: CostOf}): TaskView[] {
	const tasks = inOrder(store.tasks.all().filter(task => project === undefined || task.project === project));
	return tasks.map((task, position) => taskView({store, task, position, cost: costOf({project: task.project, task: task.id})}));
}
