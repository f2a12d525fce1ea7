import {MillwrightError} from '../base/errors.js';
import type {SessionView} from '../protocol/session.js';
import type {RunCommand} from './command.js';
import {findTarget, type Look} from './find.js';
import {reachForFloor, showFloor} from './show-floor.js';

export const run: RunCommand = async invocation => {
	const {context, arguments: [name]} = invocation;
	const daemon = await reachForFloor(context);
	try {
		const session = name === undefined ? undefined : await findSession({daemon, invocation}, name);
		if (!context.interactive) {
			throw new MillwrightError('no-terminal', 'Attaching needs a terminal, and there is none.', {hint: 'Use `millwright logs -f` to read along.'});
		}

		return await showFloor(context, {daemon, ...(session === undefined ? {} : {show: session.id})});
	} finally {
		daemon.close();
	}
};

async function findSession(look: Look, name: string): Promise<SessionView> {
	const {session, task} = await findTarget(look, name);
	return session ?? newest(await look.daemon.request('session.list', {project: task!.project, all: true}), task!.id);
}

/** The session of a task that is at work, or else the one that was last. */
function newest(sessions: readonly SessionView[], task: string): SessionView {
	const own = sessions.filter(session => session.task === task).toSorted((left, right) => left.startedAt - right.startedAt);
	const found = own.findLast(session => session.endedAt === undefined) ?? own.at(-1);
	if (found === undefined) {
		throw new MillwrightError('no-session', `No agent works on ${task} yet.`, {hint: '`millwright ls` says what it waits for.'});
	}

	return found;
}
