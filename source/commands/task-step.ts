import {safeLine} from '../base/safe-text.js';
import type {TaskView} from '../protocol/task.js';
import {flagOption, type Invocation} from './command.js';
import {findTask} from './find.js';
import {paintedState} from './format.js';
import {withDaemon, type Daemon} from './reach.js';

/** The commands that do one thing to one task: find it, do it, say how it stands now. */
export async function taskStep(invocation: Invocation, step: (daemon: Daemon, task: {project: string; task: string}) => Promise<TaskView>): Promise<number> {
	return withDaemon(invocation.context, async daemon => {
		const task = await findTask({daemon, invocation}, invocation.arguments[0]!);
		sayTask(invocation, await step(daemon, {project: task.project, task: task.id}));
		return 0;
	});
}

/** How a task stands, in one line. */
export function sayTask({context: {print}, options}: Invocation, task: TaskView): void {
	if (flagOption(options, 'json')) {
		print.json(task);
		return;
	}

	const reason = task.reason === undefined ? '' : `: ${safeLine(task.reason)}`;
	const waits = task.reason === undefined && task.state === 'waiting' ? `, waits for ${task.waitsFor.join(', ')}` : '';
	print.line(`${print.paint('bold', task.id)}  ${paintedState(print, task.state)}${waits}${reason}`);
}
