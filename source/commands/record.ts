import {MillwrightError} from '../base/errors.js';
import {flagOption, type RunCommand} from './command.js';
import {findSession} from './find.js';
import {withDaemon} from './reach.js';
import {reachHolder} from './reach-holder.js';

export const run: RunCommand = async invocation => withDaemon(invocation.context, async daemon => {
	const {context, options} = invocation;
	const session = await findSession({daemon, invocation}, invocation.arguments[0]!);
	const holder = await reachHolder(context, session);
	if (holder === undefined) {
		throw new MillwrightError('session-ended', `The session ${session.number} has ended: there is nothing more to record.`, {hint: 'Its history is kept: `millwright export`.'});
	}

	const on = !flagOption(options, 'stop');
	try {
		await holder.record({on});
	} finally {
		holder.close();
	}

	if (flagOption(options, 'json')) {
		context.print.json({session: session.id, recording: on});
	} else {
		context.print.line(on ? `Session ${session.number} is recorded: \`millwright export ${session.id} --format cast\` writes it.` : `Session ${session.number} is no longer recorded.`);
	}

	return 0;
});
