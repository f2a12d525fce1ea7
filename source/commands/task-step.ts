import {safeLine} from '../base/safe-text.js';
import type {TaskView} from '../protocol/task.js';
import {flagOption, type Invocation} from './command.js';
import {findTask} from './find.js';
import {paintedState} from './format.js';
import {withDaemon, type Daemon} from './reach.js';

type Step = (daemon: Daemon, task: {project: string; task: string}) => Promise<TaskView>;

/** The commands that do one thing to one task: find it, do it, say how it stands now; or `said`, where the daemon acts on it only after it has answered. */
export async function taskStep(invocation: Invocation, step: Step, {said}: {said?: string} = {}): Promise<number> {
	return withDaemon(invocation.context, async daemon => {
		const task = await findTask({daemon, invocation}, invocation.arguments[0]!);
		const now = await step(daemon, {project: task.project, task: task.id});
		if (said === undefined || flagOption(invocation.options, 'json')) {
			sayTask(invocation, now);
		} else {
			const {print} = invocation.context;
			print.line(`${print.paint('bold', now.id)}  ${said}`);
		}

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
