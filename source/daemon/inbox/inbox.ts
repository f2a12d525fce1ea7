import {safeLine} from '../../base/safe-text.js';
import type {InboxItem, InboxKind} from '../../protocol/inbox.js';
import type {Run} from '../../../state/run.js';
import type {Session} from '../../../state/session.js';
import {taskKey, type Task} from '../../../state/task.js';
import type {DamagedFile, Store} from '../store/types.js';

/*
The inbox is read from the state and kept nowhere: what waits for the person waits there, and what was settled is gone by
itself, whatever crashed in between.
*/

// Most urgent first: what stops everything, then agents that stand still, then work that is ready, then what can wait.
const urgency: Record<InboxKind, number> = {budget: 0, question: 1, permission: 2, approval: 3, conflict: 4, failure: 5, damage: 6, leftover: 7, checkout: 8};

export type InboxFacts = {
	store: Store;
	/** Why calls of a project are refused, while they are. */
	budgetReason: (project: string) => string | undefined;
	project?: string;
};

/** All that waits for the person, most urgent first and of the same urgency the oldest first. */
export function readInbox({store, budgetReason, project}: InboxFacts): InboxItem[] {
	const ofProject = (item: {project: string}) => project === undefined || item.project === project;
	return [
		...store.projects.all().flatMap(({id, name}) => budgetItem({id, name, reason: budgetReason(id)})),
		...store.sessions.all().filter(session => session.endedAt === undefined).flatMap(session => sessionItem(session)),
		...store.sessions.all().filter(session => session.endedAt !== undefined && session.leftovers.length > 0).map(session => leftoverItem(session)),
		...store.tasks.all().flatMap(task => [...taskItem(store, task), ...noticeItems(task)]),
		...store.damaged.flatMap((file, index) => file.seen === true ? [] : [damageItem(file, index)]),
	].filter(item => item.project === '' || ofProject(item)).toSorted((a, b) => urgency[a.kind] - urgency[b.kind] || a.since - b.since);
}

function budgetItem({id, name, reason}: {id: string; name: string; reason: string | undefined}): InboxItem[] {
	return reason === undefined
		? []
		: [{
			id: `budget:${id}`,
			kind: 'budget',
			project: id,
			title: `${safeLine(name, 40)} has used up its budget of today: its agents are paused`,
			detail: safeLine(reason),
			choices: [],
			since: 0,
			actions: ['raise'],
		}];
}

function sessionItem(session: Session): InboxItem[] {
	const {id, project, task, run, question, askedAt, since} = session;
	const of = {project, session: id, ...(task === undefined ? {} : {task}), ...(run === undefined ? {} : {run})};
	const who = task ?? `session ${session.number}`;
	const agent = task === undefined ? safeLine(session.agent, 40) : `the ${safeLine(session.role, 40)} (${safeLine(session.agent, 40)})`;
	if (question !== undefined) {
		return [{
			...of,
			id: `question:${id}`,
			kind: 'question',
			title: `${who} asks: ${safeLine(question.text, 200)}`,
			detail: safeLine(question.why, 500),
			recommended: safeLine(question.recommended, 200),
			choices: question.choices.map(choice => safeLine(choice, 100)),
			since: askedAt ?? since,
			actions: ['answer', 'open', 'cancel'],
		}];
	}

	if (session.promptLost === true) {
		return [{
			...of,
			id: `prompt:${id}`,
			kind: 'permission',
			title: `${who}: it is not known that the prompt of ${agent} arrived`,
			detail: 'Open its pane: if it stands still, give it the task there or end it.',
			choices: [],
			since: askedAt ?? since,
			actions: ['open'],
		}];
	}

	if (session.cutOff === true && task === undefined) {
		return [{
			...of,
			id: `cut-off:${id}`,
			kind: 'permission',
			title: `${who}: ${agent} cannot reach its model any more`,
			detail: 'Another program took the port of the gateway while the daemon was away. Save what you need, end it in its pane and open it again.',
			choices: [],
			since,
			actions: ['open'],
		}];
	}

	// The built-in agent's question stands in its folder a moment after it says that it waits.
	if (session.state === 'asks' && !session.exchanges) {
		const says = session.headline === undefined ? '' : `: ${safeLine(session.headline, 120)}`;
		return [{
			...of,
			id: `permission:${id}`,
			kind: 'permission',
			title: `${who}: ${agent} waits for you${says}`,
			detail: 'Open its pane and answer it there.',
			choices: [],
			since,
			actions: ['open'],
		}];
	}

	return [];
}

/** What went on after its session had ended, e.g. of another user: it may still write into its worktree. */
const leftoverItem = ({id, number, project, task, leftovers, endedAt}: Session): InboxItem => ({
	id: `leftover:${id}`,
	kind: 'leftover',
	project,
	...(task === undefined ? {} : {task}),
	session: id,
	title: `${task ?? `session ${number}`}: ${leftovers.length === 1 ? 'a process' : `${leftovers.length} processes`} of its session could not be ended`,
	detail: `End what still runs by hand: ${leftovers.map(({pid, command}) => `${safeLine(command, 80)} (${pid})`).join(', ')}.`,
	choices: [],
	since: endedAt ?? 0,
	actions: ['dismiss'],
});

function taskItem(store: Store, task: Task): InboxItem[] {
	const of = {project: task.project, task: task.id, choices: [], since: task.since};
	const runId = task.runs.at(-1);
	const run = store.runs.get(runId ?? '');
	if (task.state === 'needs' && run !== undefined && run.decision === undefined) {
		const attempt = run.attempts.find(({number}) => number === run.proposed);
		const size = attempt?.lines === undefined ? '' : ` (+${attempt.lines.added} −${attempt.lines.removed} in ${attempt.lines.files} ${attempt.lines.files === 1 ? 'file' : 'files'})`;
		const single = run.verifiedBy.length === 1 ? ` Verified by a single provider, ${run.verifiedBy[0]}.` : '';
		return [{
			...of,
			id: `approval:${run.id}`,
			kind: 'approval',
			run: run.id,
			title: `${task.id} is ready: approve the merge?${size}`,
			detail: `${safeLine(task.title, 120)}: ${provedBy(attempt)}.${single}`,
			actions: ['approve', 'reject', 'open', 'cancel'],
		}];
	}

	if (task.state === 'failed') {
		return [{
			...of,
			id: `failure:${taskKey(task)}`,
			kind: 'failure',
			...(runId === undefined ? {} : {run: runId}),
			title: `${task.id} is stuck: ${safeLine(task.reason ?? 'it failed', 200)}`,
			detail: safeLine(task.reason ?? '', 500),
			actions: ['retry', 'cancel', 'open'],
		}];
	}

	return task.state === 'waiting' && !task.held ? waitingItem(store, task) : [];
}

/** A task that waits for one that was called off would wait for ever, and say nothing. */
function waitingItem(store: Store, task: Task): InboxItem[] {
	const cancelled = task.dependsOn.filter(id => store.tasks.get(taskKey({project: task.project, id}))?.state === 'cancelled');
	return cancelled.length === 0
		? []
		: [{
			id: `waits:${taskKey(task)}`,
			kind: 'failure',
			project: task.project,
			task: task.id,
			title: `${task.id} waits for ${cancelled.join(' and ')}, which ${cancelled.length === 1 ? 'was' : 'were'} cancelled`,
			detail: `Retry ${cancelled[0]}, let ${task.id} wait for something else (\`millwright edit ${task.id} --after none\`), or cancel it.`,
			choices: [],
			since: task.since,
			actions: ['open', 'cancel'],
		}];
}

/** What stands behind a proposal, and what does not. */
function provedBy(attempt: Run['attempts'][number] | undefined): string {
	const verified = (attempt?.verdicts.length ?? 0) > 0 ? 'it passed its verifiers' : 'no verifier judged it';
	return `${verified}, and ${(attempt?.gates.length ?? 0) > 0 ? 'its gates are green' : 'no gate proved it'}`;
}

const noticeItems = (task: Task): InboxItem[] => task.notices.map(notice => ({
	id: `notice:${task.project}:${task.id}:${notice.id}`,
	kind: notice.kind,
	project: task.project,
	task: task.id,
	title: safeLine(notice.text, 200),
	detail: safeLine(notice.detail, 500),
	choices: [],
	since: notice.at,
	actions: ['dismiss'],
}));

const damageItem = ({file, movedTo, reason}: DamagedFile, index: number): InboxItem => ({
	id: `damage:${index}`,
	kind: 'damage',
	project: '',
	title: `A file of Millwright's state could not be read: ${safeLine(file.split('/').at(-1) ?? file, 80)}`,
	detail: safeLine(`${reason} ${movedTo === undefined ? `It is untouched at ${file}.` : `Its bytes are kept at ${movedTo}.`}`, 600),
	choices: [],
	since: 0,
	actions: ['dismiss'],
});
