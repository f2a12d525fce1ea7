import process from 'node:process';
import {MillwrightError} from '../base/errors.js';
import {sizeAlone} from '../client/floor/body.js';
import type {SessionView} from '../protocol/session.js';
import {textOption, type RunCommand} from './command.js';
import {findProject, findTarget, type Look} from './find.js';
import {reachForFloor, showFloor} from './show-floor.js';

export const run: RunCommand = async invocation => {
	const {context, arguments: [name], options} = invocation;
	const agent = textOption(options, 'agent');
	if (agent !== undefined && name !== undefined) {
		throw new MillwrightError('two-sessions', 'A session is opened with --agent, or attached to by its name, and not both at once.', {hint: 'Leave one of them out.', exitCode: 2});
	}

	const daemon = await reachForFloor(context);
	try {
		const session = name === undefined ? undefined : await findSession({daemon, invocation}, name);
		if (!context.interactive) {
			throw new MillwrightError('no-terminal', 'Attaching needs a terminal, and there is none.', {hint: 'Use `millwright logs -f` to read along.'});
		}

		const shown = agent === undefined ? session : await openSession({daemon, invocation}, agent);
		return await showFloor(context, {daemon, ...(shown === undefined ? {} : {show: shown.id})});
	} finally {
		daemon.close();
	}
};

/** An agent CLI in the project's own checkout, for no task: it ends when the person ends it. */
async function openSession(look: Look, agent: string): Promise<SessionView> {
	const {id} = await findProject(look);
	const {columns: cols, rows} = process.stdout;
	return look.daemon.request('session.open', {project: id, agent, size: sizeAlone({cols, rows})});
}

async function findSession(look: Look, name: string): Promise<SessionView> {
	const {session, task} = await findTarget(look, name);
	return session ?? newest(await look.daemon.request('session.list', {project: task!.project, all: true}), task!.id);
}

/** The session of a task that is at work, or else the one that was last. */
function newest(sessions: readonly SessionView[], task: string): SessionView {
	const own = sessions.filter(session => session.task === task).toSorted((left, right) => left.startedAt - right.startedAt);
	const found = own.findLast(session => session.endedAt === undefined && session.waits === undefined) ?? own.findLast(session => session.waits === undefined);
	if (found === undefined) {
		throw new MillwrightError('no-session', `No agent works on ${task} yet.`, {hint: '`millwright ls` says what it waits for.'});
	}

	return found;
}
