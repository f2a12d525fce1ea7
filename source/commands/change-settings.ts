import {MillwrightError} from '../base/errors.js';
import type {ProjectView} from '../protocol/project.js';
import {listOption, type Invocation} from './command.js';
import type {Daemon} from './reach.js';
import {refuseAgents} from './refuse-agents.js';
import type {Chosen} from './say-proposal.js';

/** Changes gates and budget of a project that there is already; of nothing else, and never for an agent. */
export async function changeSettings({daemon, given, invocation: {context, options}}: {daemon: Daemon; given: Chosen; invocation: Invocation}): Promise<ProjectView> {
	refuseAgents(context, 'change gates and budgets');
	const project = await daemon.request('project.find', {path: given.path});
	const changes = {
		...(given.budget === undefined ? {} : {budget: given.budget}),
		...(listOption(options, 'gate').length === 0 ? {} : {gates: given.gates}),
	};
	if (project === null || Object.keys(changes).length === 0) {
		throw new MillwrightError('already-initialised', `${given.path} is a project of Millwright already.`, {hint: 'Change its gates or budget with `millwright init --gate "…" --budget 20`, and all else with `millwright inputs edit`.'});
	}

	return daemon.request('project.set', {project: project.id, ...changes});
}
