import type {Binding, Context, Resolved} from '../bindings/binding.js';
import type {Action} from '../floor/action.js';
import type {Effect} from '../floor/effect.js';
import type {ClientModel} from '../floor/model.js';
import {openedWords} from '../floor/opened.js';
import {agentChoices, fileChoices} from './named-choices.js';
import type {DialogState} from './state.js';

const close = {type: 'close'} as const;

/** Keys of the dialogs; every other key goes to the text that is typed. */
export const dialogKeys: Binding[] = [
	{id: 'dialog-close', context: 'dialog', keys: ['escape', 'ctrl-c'], words: 'close it; nothing is done', hint: 'close', rank: 9, run: () => ({action: close})},

	accept('palette', {words: 'do what is selected', hint: 'do it'}, () => ({isChoice: true})),
	accept('answer', {words: 'send the answer', hint: 'answer'}, ({dialog}) => withText(dialog, text => closing([{type: 'request', name: 'inbox.answer', params: {item: dialog.item.id, text}, said: 'It is answered.'}])), needsText('An answer needs words.')),
	accept('reject', {words: 'reject the change', hint: 'reject'}, ({dialog, model}) => withText(dialog, text => rejecting(model, {dialog, text})), needsText('A rejection needs its reason: it becomes feedback.')),
	accept('add', {words: 'add the task', hint: 'add it'}, ({dialog}) => withText(dialog, text => closing([{type: 'request', name: 'task.add', params: {project: dialog.projects[dialog.project]!, text}, said: 'The task is in the queue.'}])), needsText('A task needs an outcome: say what must be true when it is done.')),
	{
		id: 'add-editor', context: 'add', keys: ['ctrl-o'], words: 'write it in your editor', hint: 'editor', rank: 3,
		run: model => withDialog(model, 'add', dialog => closing([{type: 'compose', project: dialog.projects[dialog.project]!, text: dialog.input.text}])),
	},
	accept('search', {words: 'search, newest match first', hint: 'search'}, ({dialog, model}) => ({
		action: {type: 'sequence', actions: [close, dialog.input.text === '' ? {type: 'mode', mode: 'command'} : scrolling(model, dialog.session)]},
		effects: [{type: 'search', session: dialog.session, pattern: dialog.input.text}],
	})),
	accept('edit', {words: 'open it in your editor', hint: 'open'}, ({dialog}) => {
		const choice = fileChoices(dialog)[dialog.selected];
		return choice === undefined ? {} : closing([{type: 'edit', project: dialog.project, file: choice.id}]);
	}),
	accept('open', {words: 'open the agent', hint: 'open'}, ({dialog}) => opening(dialog)),
	accept('budget', {words: 'set the budget', hint: 'set it'}, ({dialog}) => settingBudget(dialog), model => {
		const {dialog} = model.ui;
		return dialog?.kind === 'budget' && budgetOf(dialog.input.text) === undefined ? 'A budget is an amount of dollars a day, such as 20, or “none”.' : undefined;
	}),
	{
		id: 'confirm-accept', context: 'confirm', keys: ['y', 'enter'], words: 'yes, do it', hint: ({ui}) => ui.dialog?.kind === 'confirm' ? ui.dialog.yes : 'yes', rank: 1,
		run: model => withDialog(model, 'confirm', ({action, effects}) => ({action: action === undefined ? close : {type: 'sequence', actions: [close, action]}, effects})),
	},
	{id: 'confirm-refuse', context: 'confirm', keys: ['n'], words: 'no, leave it', hint: 'no', rank: 2, run: () => ({action: close})},
];

type Kind = DialogState['kind'] & Context;
type Of<Name extends Kind> = Extract<DialogState, {kind: Name}>;

/** In the session that was asked about, also when the focus had to leave it meanwhile. */
function scrolling({ui, floor}: ClientModel, session: string): Action {
	const isThere = ui.focus === session || floor.sessions.every(({id}) => id !== session);
	return isThere ? {type: 'mode', mode: ui.focus === session ? 'scroll' : 'command'} : {type: 'focus', pane: session, mode: 'scroll'};
}

function accept<Name extends Kind>(kind: Name, words: {words: string; hint: string}, ...[run, off]: [(given: {dialog: Of<Name>; model: ClientModel}) => Resolved, Binding['off']?]): Binding {
	return {id: `${kind}-accept`, context: kind, keys: ['enter'], ...words, rank: 1, ...(off === undefined ? {} : {off}), run: model => withDialog(model, kind, dialog => run({dialog, model}))};
}

function withDialog<Name extends Kind>(model: ClientModel, kind: Name, run: (dialog: Of<Name>) => Resolved): Resolved {
	const {dialog} = model.ui;
	return dialog?.kind === kind ? run(dialog as Of<Name>) : {};
}

const closing = (effects: Effect[]): Resolved => ({action: close, effects});

const withText = (dialog: {input: {text: string}}, run: (text: string) => Resolved): Resolved => run(dialog.input.text.trim());

function needsText(reason: string): NonNullable<Binding['off']> {
	return ({ui}) => ui.dialog !== undefined && 'input' in ui.dialog && ui.dialog.input.text.trim() === '' ? reason : undefined;
}

function rejecting({review, ui}: ClientModel, {dialog, text}: {dialog: Of<'reject'>; text: string}): Resolved {
	const {project, task} = dialog;
	const isOnScreen = ui.focus === 'review' && review?.project === project && review.task === task;
	const leave: Action[] = isOnScreen ? [{type: 'layout', name: ui.before ?? 'floor'}] : [];
	return {
		action: {type: 'sequence', actions: [close, ...leave]},
		effects: [{type: 'request', name: 'reject', params: {project, task, reason: text}, said: 'It is rejected; the reason goes into the next run.'}],
	};
}

function opening(dialog: Of<'open'>): Resolved {
	const agent = agentChoices(dialog)[dialog.selected]?.text;
	const project = dialog.projects[dialog.project];
	if (agent === undefined || project === undefined) {
		return {};
	}

	return closing([{
		type: 'request',
		name: 'session.open',
		params: {project, agent},
		becomes: session => ({type: 'sequence', actions: [{type: 'opened', session: session.id}, {type: 'said', ...openedWords(session, {isFocused: true})}]}),
	}]);
}

function settingBudget({project, input}: Of<'budget'>): Resolved {
	const budget = budgetOf(input.text);
	return budget === undefined ? {} : closing([{type: 'request', name: 'project.set', params: {project, budget}, said: budget === null ? 'There is no budget now.' : `The budget is $${budget} a day.`}]);
}

/** Dollars a day, null for none; undefined when the text is neither. */
export function budgetOf(text: string): number | null | undefined {
	const word = text.trim().replace(/^\$/v, '');
	if (word === 'none') {
		return null;
	}

	const amount = Number(word);
	return word !== '' && Number.isFinite(amount) && amount > 0 ? amount : undefined;
}
