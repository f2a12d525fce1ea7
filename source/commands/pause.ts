import type {RunCommand} from './command.js';
import {projectStep} from './project-step.js';
import {taskStep} from './task-step.js';

export const run: RunCommand = async invocation => invocation.arguments[0] === undefined
	? projectStep(invocation, async (daemon, project) => daemon.request('project.pause', {project}))
	: taskStep(invocation, async (daemon, task) => daemon.request('task.pause', task));
