import type {Brief} from '../../protocol/exchange.js';
import {ask} from './ask.js';
import {edit, read, write} from './files.js';
import {shell} from './shell.js';
import {finish, submitLesson, submitPlan, submitVerdict} from './submit.js';
import type {Tool} from './tool.js';

/** The tools of a role: its kind says what it may do and how it ends. */
export function toolsFor({kind, mayAsk}: Pick<Brief, 'kind' | 'mayAsk'>): {tools: Tool[]; ending: string} {
	const asking = mayAsk ? [ask] : [];
	switch (kind) {
		case 'planner': {
			return {tools: [shell, ...asking, submitPlan], ending: submitPlan.offer.name};
		}

		case 'builder': {
			return {tools: [shell, read, write, edit, ...asking, finish], ending: finish.offer.name};
		}

		case 'verifier': {
			return {tools: [shell, ...asking, submitVerdict], ending: submitVerdict.offer.name};
		}

		case 'distiller': {
			return {tools: [submitLesson], ending: submitLesson.offer.name};
		}
	}
}
