import {type RunCommand, flagOption, textOption} from './command.js';
import {findTarget} from './find.js';
import {withDaemon} from './reach.js';

export const run: RunCommand = async invocation => withDaemon(invocation.context, async daemon => {
	const {context, options} = invocation;
	const target = await findTarget({daemon, invocation}, invocation.arguments[0]!);
	const wanted = {follow: flagOption(options, 'follow'), json: flagOption(options, 'json')};
	if (target.session !== undefined) {
		const {printSession} = await import('./logs/session.js');
		await printSession({context, daemon, session: target.session, ...wanted});
		return 0;
	}

	const {printStages} = await import('./logs/stages.js');
	await printStages({context, daemon, task: target.task!, stage: textOption(options, 'stage'), ...wanted});
	return 0;
});
