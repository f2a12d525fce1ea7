import {MillwrightError} from '../base/errors.js';
import type {SessionView} from '../protocol/session.js';
import type {RunCommand} from './command.js';
import {findTarget} from './find.js';
import {withDaemon} from './reach.js';
import {showFloor} from './show-floor.js';

export const run: RunCommand = async invocation => {
	const {context, arguments: [name]} = invocation;
	const session = name === undefined
		? undefined
		: await withDaemon(context, async daemon => {
			const target = await findTarget({daemon, invocation}, name);
			return target.session ?? newest(await daemon.request('session.list', {project: target.task!.project, all: true}), target.task!.id);
		});
	if (!context.interactive) {
		throw new MillwrightError('no-terminal', 'Attaching needs a terminal, and there is none.', {hint: 'Use `millwright logs -f` to read along.'});
	}

	return showFloor(context, session === undefined ? {} : {show: session.id});
};

/** The session of a task that is at work, or else the one that was last. */
function newest(sessions: readonly SessionView[], task: string): SessionView {
	const own = sessions.filter(session => session.task === task).toSorted((left, right) => left.startedAt - right.startedAt);
	const found = own.findLast(session => session.endedAt === undefined) ?? own.at(-1);
	if (found === undefined) {
		throw new MillwrightError('no-session', `No agent works on ${task} yet.`, {hint: '`millwright ls` says what it waits for.'});
	}

	return found;
}
