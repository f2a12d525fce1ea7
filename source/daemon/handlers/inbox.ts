import {MillwrightError} from '../../base/errors.js';
import {safeLine} from '../../base/safe-text.js';
import {taskKey, type Task} from '../../../state/task.js';
import type {InboxItem} from '../../protocol/inbox.js';
import {taskView} from '../floor/task-view.js';
import {readInbox} from '../inbox/inbox.js';
import type {Handlers} from '../server/router.js';
import type {Desk} from './desk.js';

export function inboxHandlers(desk: Desk): Pick<Handlers, 'inbox.list' | 'inbox.answer' | 'inbox.dismiss' | 'approve' | 'reject'> {
	const {parts, budget} = desk;
	const items = (project?: string): InboxItem[] => readInbox({store: parts.store, budgetReason: budget.reason, ...(project === undefined ? {} : {project})});
	const find = (id: string): InboxItem => {
		const found = items().find(item => item.id === id) ?? items().find(item => item.task === id && item.kind === 'question');
		if (found === undefined) {
			throw new MillwrightError('unknown-item', `Nothing in the inbox is called "${id}"; it may have been settled already.`, {hint: 'See `millwright ls`.'});
		}

		return found;
	};

	const decide = async (task: Task, decision: {approved: boolean; reason?: string; attempt?: number | undefined; commit?: string | undefined}) => {
		const run = parts.store.runs.get(task.runs.at(-1) ?? '');
		if (task.state !== 'needs' || run === undefined || run.decision !== undefined) {
			throw new MillwrightError('nothing-to-approve', `The task ${task.id} does not wait for an approval: it is ${task.state}.`, {hint: `See \`millwright show ${task.id}\`.`});
		}

		const chosen = decision.attempt === undefined ? undefined : run.attempts.find(({number}) => number === decision.attempt);
		if (decision.attempt !== undefined && chosen?.state !== 'passed' && chosen?.state !== 'proposed') {
			throw new MillwrightError('attempt-not-passed', `Attempt ${decision.attempt} of ${task.id} ${chosen === undefined ? 'does not exist' : `is ${chosen.state}`}, so it cannot be approved.`, {
				hint: 'Leave the number out to take the proposed one.',
			});
		}

		const {commit} = chosen ?? run.attempts.find(({number}) => number === run.proposed) ?? {};
		if (decision.commit !== undefined && decision.commit !== commit) {
			throw new MillwrightError('change-moved', `What is proposed for ${task.id} is ${commit?.slice(0, 10) ?? 'nothing'} now, and ${safeLine(decision.commit, 64).slice(0, 10)} was looked at.`, {hint: `Look again: \`millwright show ${task.id} --diff\`.`});
		}

		await parts.store.runs.update(run.id, draft => {
			draft.decision = {approved: decision.approved, at: Date.now(), ...(decision.reason === undefined ? {} : {reason: decision.reason}), ...(decision.attempt === undefined ? {} : {attempt: decision.attempt})};
		});
		const {project, id} = task;
		parts.news.tell({level: 'info', text: decision.approved ? `you approved ${id}` : `you rejected ${id}: ${decision.reason ?? ''}`, project, task: id});
		return taskView({store: parts.store, task: parts.store.tasks.get(taskKey(task))!, position: 0, cost: desk.costOf({project: task.project, task: task.id})});
	};

	return {
		'inbox.list': async ({project}) => items(project === undefined ? undefined : desk.project(project).id),
		async 'inbox.answer'({item: id, text}) {
			const item = find(id);
			if (item.kind !== 'question') {
				throw new MillwrightError('not-a-question', `"${item.title}" is no question that could be answered.`, {hint: 'Open its pane, approve it or retry it.'});
			}

			await answer(desk, item, text);
			return item;
		},
		async 'inbox.dismiss'({item: id}) {
			const item = find(id);
			const [kind, owner, task, notice] = id.split(':', 4);
			switch (kind) {
				case 'notice': {
					await parts.store.tasks.update(taskKey({project: owner!, id: task!}), draft => {
						draft.notices = draft.notices.filter(known => known.id !== notice);
					});
					break;
				}

				case 'leftover': {
					await parts.store.sessions.update(owner!, draft => {
						draft.leftovers = [];
					});
					break;
				}

				case 'damage': {
					const file = parts.store.damaged[Number(owner)]!;
					file.seen = true;
					parts.store.damage.emit(file);
					break;
				}

				default: {
					throw new MillwrightError('not-dismissible', `"${item.title}" goes when it is settled, not by being dismissed.`, {hint: `What can be done: ${item.actions.join(', ')}.`});
				}
			}

			return {item: id};
		},
		approve: async params => decide(desk.task(params), {approved: true, attempt: params.attempt, commit: params.commit}),
		reject: async params => decide(desk.task(params), {approved: false, reason: params.reason, commit: params.commit}),
	};
}

async function answer({parts}: Desk, item: InboxItem, text: string): Promise<void> {
	const session = parts.store.sessions.get(item.session ?? '');
	if (session?.question === undefined) {
		return;
	}

	const {question} = session;
	if (session.run !== undefined) {
		await parts.store.runs.update(session.run, draft => {
			// A second answer is given when the first did not reach the agent.
			draft.answers = [...draft.answers.filter(known => known.session !== session.id), {session: session.id, question: question.text, answer: text, at: Date.now()}];
		});
	}

	await parts.sessions.answer(session.id, {text, by: 'person'});
	parts.news.tell({level: 'info', text: `you answered ${session.task ?? session.id}: ${text}`, project: session.project, ...(session.task === undefined ? {} : {task: session.task})});
}
