import type {RunCommand} from './command.js';
import {taskStep} from './task-step.js';

export const run: RunCommand = async invocation => taskStep(invocation, async (daemon, task) => daemon.request('task.hold', task));
