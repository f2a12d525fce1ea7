import {flagOption, type RunCommand} from './command.js';

export const run: RunCommand = async ({context, options}) => {
	const {runDemo} = await import('../demo/run.js');
	return runDemo({context, keep: flagOption(options, 'keep'), plain: flagOption(options, 'plain')});
};
