import type {Result} from '../../protocol/control.js';
import type {Task} from '../../../state/task.js';
import {sessionView} from '../floor/session-view.js';
import {taskViews} from '../floor/task-view.js';
import {readInput} from '../inputs/inputs.js';
import {intentFile, parseIntentFile} from '../inputs/intent.js';
import type {Desk} from './desk.js';
import {runView} from './run.js';

/** A task with its intent, its runs and its sessions, oldest first. */
export async function showTask(desk: Desk, task: Task): Promise<Result<'task.show'>> {
	const {store, rooms} = desk.parts;
	const {inputs} = await rooms.get(task.project);
	const text = await readInput(inputs, intentFile(task.id)) ?? task.text;
	const sessions = store.sessions.all().filter(session => session.project === task.project && session.task === task.id);
	return {
		task: taskViews(store, {project: task.project, costOf: desk.costOf}).find(({id}) => id === task.id)!,
		intent: parseIntentFile(text, {file: intentFile(task.id)}),
		text,
		runs: task.runs.flatMap(id => store.runs.get(id) ?? []).map(run => runView(desk, run)),
		sessions: sessions.toSorted((a, b) => a.startedAt - b.startedAt).map(session => sessionView(desk, session)),
	};
}
