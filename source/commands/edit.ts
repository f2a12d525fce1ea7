import {MillwrightError} from '../base/errors.js';
import {listOption, textOption, type Invocation, type RunCommand} from './command.js';
import {editText} from './editor.js';
import {findTask} from './find.js';
import {wholeNumber} from './numbers.js';
import {withDaemon, type Daemon} from './reach.js';
import {readFileOrInput} from './read-text.js';
import {sayTask} from './task-step.js';

export const run: RunCommand = async invocation => withDaemon(invocation.context, async daemon => {
	const look = {daemon, invocation};
	const {id, project} = await findTask(look, invocation.arguments[0]!);
	const changes = await readChanges({...look, task: {project, task: id}});
	sayTask(invocation, await daemon.request('task.edit', {project, task: id, ...changes}));
	return 0;
});

type Changes = {text?: string; title?: string; priority?: number; dependsOn?: string[]};

async function readChanges({daemon, invocation, task}: {daemon: Daemon; invocation: Invocation; task: {project: string; task: string}}): Promise<Changes> {
	const {options, context} = invocation;
	const title = textOption(options, 'title');
	const priority = wholeNumber(options, 'priority', {least: 1, most: 5});
	const after = listOption(options, 'after');
	const file = textOption(options, 'file');
	const changes: Changes = {
		...(title === undefined ? {} : {title}),
		...(priority === undefined ? {} : {priority}),
		...(after.length === 0 ? {} : {dependsOn: await readAfter({daemon, invocation}, after)}),
		...(file === undefined ? {} : {text: await readFileOrInput(file, context.cwd)}),
	};
	if (Object.keys(changes).length > 0) {
		return changes;
	}

	const {text} = await daemon.request('task.show', task);
	const edited = await editText({context, text, name: `${task.task}.md`});
	if (edited === undefined) {
		throw new MillwrightError('unchanged', 'Nothing was changed.', {hint: 'Save the file in the editor to change the task.'});
	}

	return {text: edited};
}

/** `none` alone takes away all that it waits for. */
const readAfter = async (look: {daemon: Daemon; invocation: Invocation}, names: readonly string[]): Promise<string[]> =>
	names.length === 1 && names[0] === 'none' ? [] : Promise.all(names.map(async name => (await findTask(look, name)).id));
