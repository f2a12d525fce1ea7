import {randomUUID} from 'node:crypto';
import process from 'node:process';
import {MillwrightError} from '../base/errors.js';
import type {Params} from '../protocol/control.js';
import {flagOption, listOption, textOption, type Invocation, type RunCommand} from './command.js';
import {editText} from './editor.js';
import {findProject, findTask} from './find.js';
import {cleanIntent, intentTemplate} from './intent-template.js';
import {wholeNumber} from './numbers.js';
import {usageError} from './parse.js';
import {withDaemon, type Daemon} from './reach.js';
import {readGivenText} from './read-text.js';
import {sayTask} from './task-step.js';

export const run: RunCommand = async invocation => {
	const {context} = invocation;
	const given = invocation.arguments.length > 0 ? invocation.arguments : (process.stdin.isTTY ? undefined : ['-']);
	if (given !== undefined) {
		const text = refuseEmpty(await readGivenText(given, context.cwd), {exitCode: 2});
		return add(invocation, text);
	}

	const added = await editText({
		context,
		text: intentTemplate,
		name: 'intent.md',
		use: async edited => add(invocation, refuseEmpty(cleanIntent(edited), {exitCode: 1})),
	});
	return added ?? add(invocation, refuseEmpty('', {exitCode: 1}));
};

async function add(invocation: Invocation, text: string): Promise<number> {
	return withDaemon(invocation.context, async daemon => {
		const project = await findProject({daemon, invocation});
		const task = await daemon.request('task.add', {
			project: project.id,
			text,
			...await readOptions({daemon, invocation}),
			// The same key when a request has to be repeated after the daemon went away: it is added once.
			key: randomUUID(),
		});
		sayTask(invocation, task);
		return 0;
	});
}

function refuseEmpty(text: string | undefined, {exitCode}: {exitCode: number}): string {
	if (text === undefined || text.trim() === '') {
		throw new MillwrightError('empty-intent', 'Nothing was written, so no task was added.', {hint: 'Say what must be true when it is done: `millwright add "…"`.', exitCode});
	}

	return text;
}

type TaskOptions = Omit<Params<'task.add'>, 'project' | 'text' | 'key'>;

async function readOptions(look: {daemon: Daemon; invocation: Invocation}): Promise<TaskOptions> {
	const {options} = look.invocation;
	const id = textOption(options, 'id');
	if (id !== undefined && !/^[0-9a-z][\-0-9a-z]{0,39}$/v.test(id)) {
		throw usageError(`\`--id\` is lower case, digits and hyphens, 40 at most, and \`${id}\` was given.`, 'For example `--id csv-import`.');
	}

	const after = await Promise.all(listOption(options, 'after').map(async name => (await findTask(look, name)).id));
	const optional = {
		id,
		title: textOption(options, 'title'),
		agent: textOption(options, 'agent'),
		priority: wholeNumber(options, 'priority', {least: 1, most: 5}),
		attempts: wholeNumber(options, 'attempts', {least: 1, most: 16}),
	};
	return {
		...Object.fromEntries(Object.entries(optional).filter(([, value]) => value !== undefined)),
		dependsOn: after,
		hold: flagOption(options, 'hold'),
	};
}
