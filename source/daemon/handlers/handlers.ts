import type {Handlers} from '../server/router.js';
import {daemonHandlers} from './daemon.js';
import type {Desk} from './desk.js';
import {inboxHandlers} from './inbox.js';
import {inputsHandlers} from './inputs.js';
import {projectHandlers} from './project.js';
import {runHandlers} from './run.js';
import {sessionHandlers} from './session.js';
import {taskHandlers} from './task.js';

/** The answer to every request of the control protocol. */
export const createHandlers = (desk: Desk, {revision}: {revision: () => number}): Handlers => ({
	...daemonHandlers(desk, {revision}),
	...projectHandlers(desk),
	...taskHandlers(desk),
	...runHandlers(desk),
	...inboxHandlers(desk),
	...inputsHandlers(desk),
	...sessionHandlers(desk),
});
