import type {InboxItem} from '../../protocol/inbox.js';
import {safeLine} from '../../base/safe-text.js';
import type {AnswerDialog} from '../dialogs/state.js';
import {filled} from '../dialogs/text-input.js';
import {currentItem, taskKey} from '../floor/current.js';
import type {ClientModel} from '../floor/model.js';
import {primaryAction} from '../panels/inbox/item.js';
import {openReview, openTask} from './about-task.js';
import type {Binding, Resolved} from './binding.js';

/** Keys about what waits for the person: the selected item, the one of the focused session, or the most urgent. */
export const inboxBindings: Binding[] = [
	{
		id: 'answer', context: 'floor', keys: ['a'], words: 'do what the item of the inbox asks: answer, look at the change, raise the budget …', rank: 70,
		hint: model => shortWords(currentItem(model)),
		off: nobodyNeeds,
		run: model => actOn(model, currentItem(model)),
	},
	{
		id: 'next', context: 'floor', keys: ['n'], words: 'go to the next that needs you', hint: 'next', rank: 71,
		off: nobodyNeeds,
		run: model => toNext(model),
	},
	{
		id: 'inbox', context: 'floor', keys: ['i'], words: 'go to the inbox: everything that waits for you', hint: 'inbox', rank: 56,
		run: ({ui}) => ({action: ui.full === 'inbox' ? {type: 'full', panel: undefined} : {type: 'focus', pane: 'inbox'}}),
	},
];

function nobodyNeeds({floor}: ClientModel): string | undefined {
	return floor.inbox.length === 0 ? 'Nobody needs you.' : undefined;
}

/** What the item's first action is called in the line of hints. */
export function shortWords(item: InboxItem | undefined): string {
	return item === undefined ? 'answer' : (item.actions.includes('approve') ? 'review' : primaryAction(item).words);
}

/** What the item's first action comes to. An approval is given with the diff on the screen, so here it opens the review. */
export function actOn(model: ClientModel, item: InboxItem | undefined): Resolved {
	if (item === undefined) {
		return {};
	}

	const {project, task} = item;
	switch (primaryAction(item).action) {
		case 'answer': {
			return {action: {type: 'open', dialog: answerDialog(item)}};
		}

		case 'approve': {
			return task === undefined ? {} : openReview(project, task);
		}

		case 'raise': {
			return {action: {type: 'open', dialog: {kind: 'budget', project, input: filled()}}};
		}

		case 'resume': {
			return {effects: [task === undefined ? {type: 'request', name: 'project.resume', params: {project}} : {type: 'request', name: 'task.resume', params: {project, task}}]};
		}

		case 'retry': {
			return task === undefined ? {} : {effects: [{type: 'request', name: 'task.retry', params: {project, task}, said: `${task} runs again.`}]};
		}

		case 'open': {
			return item.session === undefined ? (task === undefined ? {} : lookAt(model, project, task)) : {action: {type: 'focus', pane: item.session}};
		}

		default: {
			return {effects: [{type: 'request', name: 'inbox.dismiss', params: {item: item.id}}]};
		}
	}
}

/** A task that waits for one that was called off has nothing to be looked at: the other one has, in the queue, where it can be run again. */
function lookAt({floor}: ClientModel, project: string, task: string): Resolved {
	const own = floor.tasks.find(each => each.project === project && each.id === task);
	const other = own?.state === 'waiting' ? floor.tasks.find(({project: of, id, state}) => of === project && own.dependsOn.includes(id) && state === 'cancelled') : undefined;
	return other === undefined
		? openTask(project, task)
		: {action: {type: 'sequence', actions: [{type: 'focus', pane: 'queue'}, {type: 'select', panel: 'queue', key: taskKey(other)}]}};
}

/** What the agent recommends and offers becomes the person's own words when it is sent, so it is freed of control characters first. */
function answerDialog(item: InboxItem): AnswerDialog {
	const recommended = item.recommended === undefined ? undefined : safeLine(item.recommended, 2000);
	return {kind: 'answer', item: {...item, recommended, choices: item.choices.map(choice => safeLine(choice, 2000))}, input: filled(recommended ?? '')};
}

/** Round the inbox, from the item of what has the focus: to its session, or to the item itself. */
function toNext({floor, ui}: ClientModel): Resolved {
	const at = floor.inbox.findIndex(({id, session}) => session === ui.focus || (ui.focus === 'inbox' && id === ui.selection.inbox?.key));
	const item = floor.inbox[(at + 1) % floor.inbox.length];
	if (item === undefined) {
		return {};
	}

	const session = floor.sessions.find(({id, endedAt}) => id === item.session && endedAt === undefined);
	const selection = {type: 'select', panel: 'inbox', key: item.id} as const;
	return {action: {type: 'sequence', actions: [selection, {type: 'focus', pane: session === undefined ? 'inbox' : session.id}]}};
}
