import type {RunCommand} from './command.js';
import {refuseAgents} from './refuse-agents.js';
import {taskStep} from './task-step.js';

export const run: RunCommand = async invocation => {
	refuseAgents(invocation.context, 'reject');
	const reason = invocation.arguments.slice(1).join(' ');
	return taskStep(invocation, async (daemon, task) => daemon.request('reject', {...task, reason}), {said: 'rejected: your reason becomes feedback.'});
};
