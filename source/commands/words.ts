import {MillwrightError} from '../base/errors.js';
import {loadConfig} from '../config/load.js';
import {agentNames} from './agent-names.js';
import type {Context, RunCommand} from './command.js';
import {withDaemon, type Daemon} from './reach.js';

/*
The names that completion offers, one a line. A shell waits for this at a key press: no daemon is started for it, and what
goes wrong is silence.
*/
export const run: RunCommand = async ({arguments: [kind], context}) => {
	try {
		const names = await within(withDaemon(context, async daemon => listNames({daemon, context, kind: kind!}), {start: false}));
		context.print.line([...new Set(names)].join('\n'));
	} catch (error) {
		if (!(error instanceof MillwrightError)) {
			throw error;
		}
	}

	return 0;
};

async function listNames({daemon, context, kind}: {daemon: Daemon; context: Context; kind: string}): Promise<string[]> {
	const project = await daemon.request('project.find', {path: context.cwd});
	const scope = project === null ? {} : {project: project.id};
	switch (kind) {
		case 'task': {
			return (await daemon.request('task.list', scope)).map(task => task.id);
		}

		case 'session': {
			const [tasks, sessions] = await Promise.all([daemon.request('task.list', scope), daemon.request('session.list', scope)]);
			return [...tasks.map(task => task.id), ...sessions.flatMap(session => [String(session.number), session.id])];
		}

		case 'project': {
			return (await daemon.request('project.list', {})).map(other => other.name);
		}

		case 'rule': {
			return (await daemon.request('rules.list', scope)).map(rule => rule.id);
		}

		case 'inputs-file': {
			return project === null ? [] : daemon.request('inputs.list', {project: project.id});
		}

		case 'agent': {
			const {agents} = await loadConfig(context.paths);
			return ['builtin', ...agentNames, ...Object.keys(agents)];
		}

		default: {
			return [];
		}
	}
}

// Longer than a local answer takes by far, shorter than a person's patience with the tab key.
const patience = 700;

async function within<Value>(work: Promise<Value>): Promise<Value> {
	const {promise, reject} = Promise.withResolvers<never>();
	const timer = setTimeout(() => {
		reject(new MillwrightError('slow', 'The daemon did not answer in time.'));
	}, patience);
	try {
		return await Promise.race([work, promise]);
	} finally {
		clearTimeout(timer);
	}
}
