import {MillwrightError} from '../base/errors.js';
import {askYes} from './ask.js';
import {textOption, type Invocation, type RunCommand} from './command.js';
import {findProjectHere} from './find.js';
import {showFloor} from './show-floor.js';
import {withDaemon} from './reach.js';

export const run: RunCommand = async invocation => {
	const {context, options} = invocation;
	if (!context.interactive) {
		throw new MillwrightError('no-terminal', 'The floor needs a terminal, and there is none.', {hint: 'Without one use `millwright ls`, `millwright run` and `millwright answer`; `millwright --help` lists all commands.'});
	}

	const here = await withDaemon(context, async daemon => ({
		project: await findProjectHere({daemon, invocation}),
		others: (await daemon.request('project.list', {})).length,
	}));
	if (here.project === undefined && !await offerInit(invocation, here.others)) {
		return 0;
	}

	const layout = textOption(options, 'layout');
	return showFloor(context, layout === undefined ? {} : {layout});
};

/** Whether there is something to show: other projects, or the one that was begun just now. */
async function offerInit(invocation: Invocation, others: number): Promise<boolean> {
	const {context: {print, cwd}} = invocation;
	print.note(`${cwd} belongs to no project that Millwright works in.`);
	if (!await askYes('Begin one here?')) {
		return others > 0;
	}

	const {initHere} = await import('./init.js');
	return await initHere(invocation) === 0;
}
