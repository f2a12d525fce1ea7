import {MillwrightError} from '../base/errors.js';
import {askYes} from './ask.js';
import {textOption, type Invocation, type RunCommand} from './command.js';
import {findProjectHere} from './find.js';
import type {Daemon} from './reach.js';
import {reachForFloor, showFloor} from './show-floor.js';

export const run: RunCommand = async invocation => {
	const {context, options} = invocation;
	if (!context.interactive) {
		throw new MillwrightError('no-terminal', 'The floor needs a terminal, and there is none.', {hint: 'Without one use `millwright ls`, `millwright run` and `millwright answer`; `millwright --help` lists all commands.'});
	}

	const daemon = await reachForFloor(context);
	try {
		const project = await findProjectHere({daemon, invocation});
		if (project === undefined && !await offerInit(invocation, daemon)) {
			return 0;
		}

		const layout = textOption(options, 'layout');
		return await showFloor(context, {daemon, ...(layout === undefined ? {} : {layout})});
	} finally {
		daemon.close();
	}
};

/** Whether there is something to show: other projects, or the one that was begun just now. */
async function offerInit(invocation: Invocation, daemon: Daemon): Promise<boolean> {
	const {context: {print, cwd}} = invocation;
	print.note(`${cwd} belongs to no project that Millwright works in.`);
	if (!await askYes('Begin one here?')) {
		const others = await daemon.request('project.list', {});
		return others.length > 0;
	}

	const {initHere} = await import('./init.js');
	return await initHere(invocation) === 0;
}
