import type {Binding, Resolved} from '../../bindings/binding.js';
import {firstKey} from '../../bindings/first-key.js';
import type {MarkKind, MarkStep} from '../../floor/effect.js';
import type {ClientModel} from '../../floor/model.js';
import type {Motion} from '../../panes/motions.js';

/** Keys that select text in a session's history, as vi and tmux have them: a cursor is shown, taken to where it begins, and on from there. */
export const markingKeys: Binding[] = [
	{id: 'scroll-select', context: 'scroll', keys: ['v'], words: 'show a cursor, to select with', hint: 'select', rank: 5, run: model => marking(model, {as: 'cursor', afresh: true})},
	{id: 'scroll-select-lines', context: 'scroll', keys: ['V'], words: 'select lines', run: model => marking(model, {as: 'lines', afresh: true})},
	{id: 'scroll-select-block', context: 'scroll', keys: ['ctrl-v'], words: 'select a block', run: model => marking(model, {as: 'block', afresh: true})},
	...(['older', 'newer'] as const).flatMap((direction): Binding[] => ['scroll', 'select'].map(context => ({
		id: context === 'scroll' ? `scroll-select-${direction}` : `select-${direction}`,
		context: context as 'scroll' | 'select',
		keys: [direction === 'older' ? 'shift-up' : 'shift-down'],
		words: `select a line more towards the ${direction} ones`,
		run(model) {
			return marking(model, {as: 'lines', afresh: context === 'scroll', by: direction === 'older' ? 'up' : 'down'});
		},
	}))),
	{id: 'scroll-copy', context: 'scroll', keys: ['y', 'enter'], words: 'copy what is selected, or all that is shown', hint: 'copy', rank: 6, run: model => ({effects: [step(model, {step: 'copy'})]})},
	{id: 'scroll-save', context: 'scroll', keys: ['f'], words: 'write what is selected, or all that is shown, to a file', run: model => ({effects: [step(model, {step: 'save'})]})},

	kind('cells', {keys: ['v', 'space'], words: 'select from the cursor on; again: take the cursor elsewhere first', rank: 2}),
	kind('lines', {keys: ['V'], words: 'select whole lines', rank: 3}),
	kind('block', {keys: ['ctrl-v'], words: 'select a block: the same columns of every line', rank: 4}),
	{id: 'select-copy', context: 'select', keys: ['y', 'enter'], words: 'copy what is selected', hint: 'copy', rank: 1, off: nothingYet, run: model => ended(model, {step: 'copy'})},
	{id: 'select-save', context: 'select', keys: ['f'], words: 'write what is selected to a file', hint: 'to a file', rank: 6, off: nothingYet, run: model => ended(model, {step: 'save'})},
	{id: 'select-swap', context: 'select', keys: ['o'], words: 'go on at the other end of the selection', hint: 'other end', rank: 7, off: nothingYet, run: model => ({effects: [step(model, {step: 'swap'})]})},
	{id: 'select-end', context: 'select', keys: ['escape', 'q'], words: 'select nothing', hint: 'end', rank: 5, run: model => ended(model, {step: 'clear'})},

	...motion('left', ['left', 'h'], 'to the left'),
	...motion('right', ['right', 'l'], 'to the right'),
	...motion('up', ['up', 'k'], 'up'),
	...motion('down', ['down', 'j'], 'down'),
	...motion('nextWord', ['w'], 'to the next word'),
	...motion('previousWord', ['b'], 'to the word before'),
	...motion('wordEnd', ['e'], 'to the end of the word'),
	...motion('lineStart', ['0', 'home'], 'to the start of the line'),
	...motion('text', ['^'], 'to the first text of the line'),
	...motion('lineEnd', ['$', 'end'], 'to the end of the line'),
	...motion('halfUp', ['ctrl-u'], 'half a page up'),
	...motion('halfDown', ['ctrl-d'], 'half a page down'),
	...motion('pageUp', ['pageup', 'ctrl-b'], 'a page up'),
	...motion('pageDown', ['pagedown', 'ctrl-f'], 'a page down'),
	...motion('top', ['g'], 'to the oldest line'),
	...motion('bottom', ['G'], 'to the newest line'),
];

const step = ({ui}: ClientModel, what: MarkStep) => ({type: 'selection', session: ui.focus, ...what} as const);

const marking = (model: ClientModel, how: Omit<Extract<MarkStep, {step: 'mark'}>, 'step'>): Resolved => ({
	action: {type: 'marking', as: how.as},
	effects: [step(model, {step: 'mark', ...how})],
});

const ended = (model: ClientModel, what: MarkStep): Resolved => ({action: {type: 'marking', as: undefined}, effects: [step(model, what)]});

function nothingYet(model: ClientModel): string | undefined {
	return model.ui.marking === 'cursor' ? `Nothing is selected yet: take the cursor to where it begins and press ${firstKey(model, 'select-cells')}.` : undefined;
}

const shortWords: Record<MarkKind, string> = {cells: 'select from here', lines: 'lines', block: 'block'};

function kind(as: MarkKind, words: Pick<Binding, 'keys' | 'words' | 'rank'>): Binding {
	return {
		...words,
		id: `select-${as}`,
		context: 'select',
		hint: ({ui}) => ui.marking === as ? 'begin elsewhere' : (as === 'cells' && ui.marking !== 'cursor' ? 'cells' : shortWords[as]),
		run: model => marking(model, {as: model.ui.marking === as ? 'cursor' : as}),
	};
}

function motion(by: Motion, keys: string[], words: string): Binding[] {
	const id = by.replaceAll(/[A-Z]/gv, letter => `-${letter.toLowerCase()}`);
	return [{id: `select-${id}`, context: 'select', keys, words: `take the cursor ${words}`, run: model => ({effects: [step(model, {step: 'move', by})]})}];
}
