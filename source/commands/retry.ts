import {textOption, type RunCommand} from './command.js';
import {taskStep} from './task-step.js';

export const run: RunCommand = async invocation => {
	const feedback = textOption(invocation.options, 'feedback');
	return taskStep(invocation, async (daemon, task) => daemon.request('task.retry', {...task, ...(feedback === undefined ? {} : {feedback})}));
};
