import type {RunCommand} from './command.js';
import {wholeNumber} from './numbers.js';
import {refuseAgents} from './refuse-agents.js';
import {taskStep} from './task-step.js';

export const run: RunCommand = async invocation => {
	refuseAgents(invocation.context, 'approve');
	const attempt = wholeNumber(invocation.options, 'attempt', {least: 1, most: 16});
	const {print} = invocation.context;
	return taskStep(invocation, async (daemon, task) => print.during('Approving', daemon.request('approve', {...task, ...(attempt === undefined ? {} : {attempt})})), {said: 'approved: the gates run once more on the newest base, and it is merged.'});
};
