import {safeLine} from '../../base/safe-text.js';
import type {InboxItem} from '../../protocol/inbox.js';
import type {ReviewView} from '../../protocol/run.js';
import {askQuestion} from '../answer.js';
import {askLine} from '../ask.js';
import {money} from '../format.js';
import type {Print} from '../print.js';
import type {Daemon} from '../reach.js';

/** Who decides what waits for the person. */
export type Policy = {
	/** Whether a person is there to be asked. */
	interactive: boolean;
	/** Take the recommended answer of every question. */
	answerRecommended: boolean;
	/** Approve what passed. */
	approve: boolean;
};

/** `done`: the item is dealt with. `nobody` and `budget`: it waits for a person, and none is there. `told`: nothing to decide here. */
export type Dealt = {result: 'done' | 'nobody' | 'budget' | 'told'; words: string};

/** Deals with one thing that waits: by the policy, by asking, or by saying that nobody is there. */
export async function dealWith({daemon, item, policy, print}: {daemon: Daemon; item: InboxItem; policy: Policy; print: Print}): Promise<Dealt> {
	const title = safeLine(item.title);
	switch (item.kind) {
		case 'question': {
			const text = policy.answerRecommended && item.recommended !== undefined ? item.recommended : (policy.interactive ? await askQuestion(print, item) : undefined);
			if (text === undefined) {
				return {result: 'nobody', words: title};
			}

			await daemon.request('inbox.answer', {item: item.id, text});
			return {result: 'done', words: `${title} Answered: ${safeLine(text)}`};
		}

		case 'approval': {
			return approve({daemon, item, policy, print});
		}

		case 'budget': {
			return raise({daemon, item, policy, print});
		}

		case 'permission':
		case 'conflict':
		case 'failure':
		case 'checkout':
		case 'damage':
		case 'leftover': {
			return {result: 'told', words: title};
		}
	}
}

type Deal = {daemon: Daemon; item: InboxItem; policy: Policy; print: Print};

async function approve({daemon, item, policy, print}: Deal): Promise<Dealt> {
	const task = {project: item.project, task: item.task!};
	const review = await daemon.request('review.show', task);
	const words = reviewWords(review);
	if (policy.approve) {
		await daemon.request('approve', {...task, commit: review.commit});
		return {result: 'done', words: `approved: ${words}`};
	}

	if (!policy.interactive) {
		return {result: 'nobody', words: safeLine(item.title)};
	}

	print.note(`${print.paint('yellow', '▲')} ${safeLine(item.title)}`);
	print.note(`  ${words}`);
	for (const file of review.files) {
		print.note(`  ${safeLine(file.path)}  +${file.added} −${file.removed}`);
	}

	const given = await askLine('Approve with y, or say what is wrong:', 'y');
	if (/^y(?:es)?$/iv.test(given)) {
		await daemon.request('approve', {...task, commit: review.commit});
		return {result: 'done', words: `approved: ${words}`};
	}

	await daemon.request('reject', {...task, commit: review.commit, reason: given});
	return {result: 'done', words: `rejected: ${safeLine(given)}`};
}

function reviewWords({verdicts, gates, files, singleProvider, commit}: ReviewView): string {
	const providers = [...new Set(verdicts.map(verdict => safeLine(verdict.provider)))].join(' and ');
	const verified = `verified by ${verdicts.map(verdict => safeLine(verdict.role)).join(' and ')} (${providers}${singleProvider ? ': a single provider' : ''})`;
	return `${commit.slice(0, 10)}, ${files.length} files, ${verified}, ${gates.filter(gate => gate.state === 'green').length} of ${gates.length} gates green`;
}

async function raise({daemon, item, policy, print}: Deal): Promise<Dealt> {
	if (!policy.interactive) {
		return {result: 'budget', words: safeLine(item.title)};
	}

	print.note(`${print.paint('yellow', '▲')} ${safeLine(item.title)}`);
	const given = await askLine('A new budget in dollars a day, or return to stop here:');
	const budget = Number(given.replace('$', ''));
	if (!(budget > 0)) {
		return {result: 'budget', words: safeLine(item.title)};
	}

	await daemon.request('project.set', {project: item.project, budget});
	return {result: 'done', words: `the budget is ${money(budget)} a day`};
}
