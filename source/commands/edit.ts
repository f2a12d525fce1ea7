import {MillwrightError} from '../base/errors.js';
import type {TaskView} from '../protocol/task.js';
import {listOption, textOption, type RunCommand} from './command.js';
import {editText} from './editor.js';
import {findTask, type Look} from './find.js';
import {wholeNumber} from './numbers.js';
import {withDaemon} from './reach.js';
import {readFileOrInput} from './read-text.js';
import {sayTask} from './task-step.js';

export const run: RunCommand = async invocation => withDaemon(invocation.context, async daemon => {
	const look = {daemon, invocation};
	const {id, project} = await findTask(look, invocation.arguments[0]!);
	const write = async (changes: Changes) => daemon.request('task.edit', {project, task: id, ...changes});
	const changes = await readChanges(look);
	sayTask(invocation, Object.keys(changes).length > 0 ? await write(changes) : await editIntent({...look, task: {project, task: id}, write}));
	return 0;
});

type Changes = {text?: string; title?: string; priority?: number; dependsOn?: string[]};

async function readChanges({daemon, invocation}: Look): Promise<Changes> {
	const {options, context} = invocation;
	const title = textOption(options, 'title');
	const priority = wholeNumber(options, 'priority', {least: 1, most: 5});
	const after = listOption(options, 'after');
	const file = textOption(options, 'file');
	return {
		...(title === undefined ? {} : {title}),
		...(priority === undefined ? {} : {priority}),
		...(after.length === 0 ? {} : {dependsOn: await readAfter({daemon, invocation}, after)}),
		...(file === undefined ? {} : {text: await readFileOrInput(file, context.cwd)}),
	};
}

async function editIntent({daemon, invocation, task, write}: Look & {task: {project: string; task: string}; write: (changes: Changes) => Promise<TaskView>}): Promise<TaskView> {
	const {text} = await daemon.request('task.show', task);
	const changed = await editText({context: invocation.context, text, name: `${task.task}.md`, use: async edited => write({text: edited})});
	if (changed === undefined) {
		throw new MillwrightError('unchanged', 'Nothing was changed.', {hint: 'Save the file in the editor to change the task.'});
	}

	return changed;
}

/** `none` alone takes away all that it waits for. */
const readAfter = async (look: Look, names: readonly string[]): Promise<string[]> =>
	names.length === 1 && names[0] === 'none' ? [] : Promise.all(names.map(async name => (await findTask(look, name)).id));
