import {MillwrightError} from '../base/errors.js';
import {safeBlock, safeLine} from '../base/safe-text.js';
import type {InboxItem} from '../protocol/inbox.js';
import {askLine} from './ask.js';
import {flagOption, type Invocation, type RunCommand} from './command.js';
import {findProjectHere} from './find.js';
import {span} from './format.js';
import {meant} from './meant.js';
import type {Print} from './print.js';
import {withDaemon} from './reach.js';
import {refuseAgents} from './refuse-agents.js';
import {report} from './report.js';

export const run: RunCommand = async invocation => withDaemon(invocation.context, async daemon => {
	const {print} = invocation.context;
	const project = await findProjectHere({daemon, invocation});
	const items = await daemon.request('inbox.list', project === undefined ? {} : {project: project.id});
	const [name, ...words] = invocation.arguments;
	if (name === undefined) {
		report(invocation, items, () => inboxWords(print, items));
		return 0;
	}

	refuseAgents(invocation.context, 'answer their own questions');
	const item = pickQuestion(items, name);
	const answered = await daemon.request('inbox.answer', {item: item.id, text: await readAnswer({invocation, item, words})});
	report(invocation, answered, () => `${item.task ?? item.id}: answered.`);
	return 0;
});

function inboxWords(print: Print, items: readonly InboxItem[]): string {
	if (items.length === 0) {
		return 'Nothing waits for you.';
	}

	return items.flatMap(item => [
		`${print.paint('yellow', '▲')} ${safeLine(item.title)}  ${print.paint('dim', `${span(Date.now() - item.since)}, ${item.actions.join(' or ')}`)}`,
		...(item.recommended === undefined ? [] : [`    recommended: ${safeLine(item.recommended)}`]),
	]).join('\n');
}

function pickQuestion(items: readonly InboxItem[], name: string): InboxItem {
	const questions = items.filter(item => item.actions.includes('answer'));
	const found = questions.filter(item => [item.id, item.task, item.session].includes(name));
	const near = found.length > 0 ? found : questions.filter(item => item.task?.startsWith(name));
	if (near.length !== 1) {
		const names = questions.map(item => item.task ?? item.id);
		throw near.length === 0
			? new MillwrightError('no-question', `\`${safeLine(name)}\` asks nothing.`, {hint: meant(name, names) ?? '`millwright answer` lists what waits.'})
			: new MillwrightError('ambiguous-question', `\`${safeLine(name)}\` asks several things.`, {hint: `Name one: ${near.map(item => item.id).join(', ')}.`});
	}

	return near[0]!;
}

async function readAnswer({invocation, item, words}: {invocation: Invocation; item: InboxItem; words: readonly string[]}): Promise<string> {
	const {context, options} = invocation;
	if (flagOption(options, 'recommended')) {
		if (item.recommended === undefined) {
			throw new MillwrightError('no-recommendation', `Nothing is recommended for: ${safeLine(item.title)}`, {hint: `Write the answer: \`millwright answer ${item.task ?? item.id} "…"\`.`});
		}

		return item.recommended;
	}

	if (words.length > 0) {
		return words.join(' ');
	}

	if (!context.interactive) {
		throw new MillwrightError('no-answer', 'There is no answer, and no terminal to ask for it.', {hint: 'Write it behind the task, or take `--recommended`.', exitCode: 2});
	}

	return askQuestion(context.print, item);
}

/** Shows a question with its choices and reads the answer: a number is a choice, return is the recommendation. */
export async function askQuestion(print: Print, item: InboxItem): Promise<string> {
	print.note(`${print.paint('yellow', '▲')} ${safeLine(item.title)}`);
	if (item.detail !== '') {
		print.note(safeBlock(item.detail));
	}

	for (const [index, choice] of item.choices.entries()) {
		print.note(`  ${index + 1}  ${safeLine(choice)}`);
	}

	const given = await askLine('Answer', item.recommended === undefined ? '' : safeLine(item.recommended));
	return item.choices[Number(given) - 1] ?? (given === safeLine(item.recommended ?? '') ? item.recommended ?? given : given);
}
