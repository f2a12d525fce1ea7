import {safeBlock} from '../../base/safe-text.js';
import type {Binding, Resolved} from '../bindings/binding.js';
import {firstKey} from '../bindings/first-key.js';
import {amountOf} from '../copy/amount.js';
import {focusedSession} from '../floor/current.js';
import type {ClientModel, ClipboardWish} from '../floor/model.js';
import {plain, span, wrap, type Line} from '../theme/line.js';
import type {DialogBody, Room} from './drawing.js';
import type {ClipboardDialog} from './state.js';

/*
A program in a session wants a text on the person's clipboard. It never opens a dialog by that: a key that was meant for the
agent must not become an answer. A line says so, and a key opens the question when the person likes.
*/

/** The one that is asked about, unless a dialog has the screen. */
export const shownWish = ({ui}: ClientModel): ClipboardWish | undefined => ui.dialog === undefined ? ui.wishes[0] : undefined;

/** For the line at the bottom, without the key. */
export function wishWords({floor}: ClientModel, {session, text}: ClipboardWish): string {
	const {number, task, agent} = floor.sessions.find(({id}) => id === session) ?? {number: '', task: undefined, agent: ''};
	return `${number} ${plain(task ?? agent, 24)} wants to put ${amountOf(text)} on your clipboard`;
}

const overWords = 'You have answered this at another client: escape closes it.';

/** The question, with as much of the text as there is room for. */
export function drawClipboard(model: ClientModel, dialog: ClipboardDialog, {width, height}: Room): DialogBody {
	// Longer than any screen shows.
	const shown = wrap(safeBlock(dialog.text.slice(0, 20_000)), width - 2);
	const room = Math.max(1, height - 3);
	const lines = shown.slice(0, shown.length > room ? room - 1 : room);
	return {
		title: 'clipboard',
		lines: [
			...wrap(dialog.isOver === true ? overWords : `${wishWords(model, dialog)}:`, width).map((text): Line => [span(text, 'strong')]),
			...lines.map((text): Line => [span(`  ${plain(text, width)}`, 'dim')]),
			...(lines.length < shown.length ? [[span(`  … ${shown.length - lines.length} lines more`, 'dim')] satisfies Line] : []),
		],
	};
}

/** Opens the question, and answers it. */
export const clipboardKeys: Binding[] = [
	{id: 'clipboard', context: 'floor', keys: ['y'], words: 'look at what a session wants on your clipboard, and say whether it may', off: noWish, run: model => ask(model)},
	{
		id: 'prefix-clipboard', context: 'prefix', keys: ['y'], words: 'the same, and go on typing into the agent',
		// Before all others that follow the prefix: the line that asks has gone from the screen with it.
		hint: 'answer about your clipboard', rank: 0,
		off: model => noWish(model),
		run(model) {
			const {action} = ask(model);
			return action === undefined || model.ui.wishes[0]?.session !== model.ui.focus ? {action} : {action: {type: 'sequence', actions: [{type: 'mode', mode: 'session'}, action]}};
		},
	},
	answer({id: 'allow', keys: ['y', 'enter'], words: 'put it on the clipboard', hint: 'copy it', rank: 1}),
	answer({id: 'refuse', keys: ['n'], words: 'do not', hint: 'no', rank: 2}),
	answer({id: 'always', keys: ['a'], words: 'put it there, and whatever else this session wants there', hint: 'always for this session', rank: 3}, 'always'),
	answer({id: 'never', keys: ['x'], words: 'do not, and ask no more for this session', hint: 'never for this session', rank: 4}, 'never'),
];

function answer(words: Pick<Binding, 'keys' | 'words' | 'hint' | 'rank'> & {id: 'allow' | 'refuse' | 'always' | 'never'}, trust?: 'always' | 'never'): Binding {
	const isYes = words.id === 'allow' || words.id === 'always';
	return {
		...words,
		id: `clipboard-${words.id}`,
		context: 'clipboard',
		off: ({ui: {dialog}}) => dialog?.kind === 'clipboard' && dialog.isOver === true ? overWords : undefined,
		run({ui: {dialog}}): Resolved {
			if (dialog?.kind !== 'clipboard') {
				return {};
			}

			const {session, text, number} = dialog;
			const more = trust === undefined ? {} : {trust};
			return {
				action: {type: 'sequence', actions: [{type: 'close'}, {type: 'unwished', session, text, ...more}]},
				effects: [
					...(number === undefined ? [] : [{type: 'heed', session, heeded: {number, ...more}} as const]),
					...(isYes ? [{type: 'copy', text} as const] : []),
				],
			};
		},
	};
}

function noWish(model: ClientModel): string | undefined {
	return model.ui.wishes.length === 0 ? 'No session wants anything on your clipboard.' : undefined;
}

function ask({ui}: ClientModel): Resolved {
	const [wish] = ui.wishes;
	return wish === undefined ? {} : {action: {type: 'open', dialog: {kind: 'clipboard', ...wish}}};
}

/** The keys that open the question from where the person is. */
export const wishKey = (model: ClientModel): string => model.ui.mode === 'command' && focusedSession(model) !== undefined ? firstKey(model, 'clipboard') : `${model.keys.prefix} ${firstKey(model, 'prefix-clipboard')}`;
