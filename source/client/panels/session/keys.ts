import {scrolledBeside} from '../../bindings/active-contexts.js';
import type {Binding, Resolved} from '../../bindings/binding.js';
import type {PaneEffect} from '../../floor/effect.js';
import {focusedSession} from '../../floor/current.js';
import type {ClientModel} from '../../floor/model.js';
import {filled} from '../../dialogs/text-input.js';

/** Keys in session mode, after the prefix, and while scrolled back. */
export const sessionKeys: Binding[] = [
	{id: 'leave-session', context: 'session', keys: ['prefix'], words: 'leave the agent: the next keys are commands', hint: 'leave', rank: 1, run: () => ({action: {type: 'prefix'}})},
	{id: 'prefix', context: 'floor', keys: ['prefix'], words: 'announce a command that this key has a second meaning for', run: () => ({action: {type: 'prefix'}})},
	{id: 'prefix-detach', context: 'prefix', keys: ['d'], words: 'leave the floor; everything goes on without you', hint: 'leave the floor', rank: 2, run: () => ({effects: [{type: 'detach'}]})},
	{
		id: 'send-prefix', context: 'prefix', keys: ['prefix'], words: 'send the prefix key itself to the agent', hint: 'send it to the agent', rank: 1,
		off: model => focusedSession(model) === undefined ? 'No session has the focus.' : undefined,
		run: model => ({action: {type: 'mode', mode: 'session'}, effects: [{type: 'input', session: model.ui.focus, key: model.keys.prefix}]}),
	},

	...scrolling({id: 'older', keys: ['up', 'k'], words: 'one line back'}, session => ({type: 'scroll', session, by: -1})),
	...scrolling({id: 'newer', keys: ['down', 'j'], words: 'one line on'}, session => ({type: 'scroll', session, by: 1})),
	...scrolling({id: 'page-older', keys: ['pageup', 'ctrl-b'], words: 'one page back'}, session => ({type: 'scrollPage', session, by: -1})),
	...scrolling({id: 'page-newer', keys: ['pagedown', 'ctrl-f', 'space'], words: 'one page on'}, session => ({type: 'scrollPage', session, by: 1})),
	...scrolling({id: 'half-older', keys: ['ctrl-u'], words: 'half a page back'}, session => ({type: 'scrollPage', session, by: -0.5})),
	...scrolling({id: 'half-newer', keys: ['ctrl-d'], words: 'half a page on'}, session => ({type: 'scrollPage', session, by: 0.5})),
	...scrolling({id: 'oldest', keys: ['home', 'g'], words: 'go to the oldest line'}, session => ({type: 'scrollTo', session, end: 'top'})),
	...scrolling({id: 'newest', keys: ['end', 'G'], words: 'go to the newest line'}, session => ({type: 'scrollTo', session, end: 'bottom'})),
	...scrolling({id: 'match-older', keys: ['n'], words: 'go to the match before', hint: 'older match', rank: 3}, session => ({type: 'match', session, direction: 'older'}), hasMatches),
	...scrolling({id: 'match-newer', keys: ['N'], words: 'go to the match after', hint: 'newer match', rank: 4}, session => ({type: 'match', session, direction: 'newer'}), hasMatches),
	{id: 'search-history', context: 'scroll', keys: ['/'], words: 'search', hint: 'search', rank: 2, run: ({ui}) => ({action: {type: 'open', dialog: {kind: 'search', session: ui.focus, input: filled()}}})},
	{
		id: 'leave-scroll', context: 'scroll', keys: ['escape', 'q'], words: 'go back to what the agent shows now', hint: 'back', rank: 1,
		run: ({ui}) => ({action: {type: 'mode', mode: 'command'}, effects: toNow(ui.focus)}),
	},
	{id: 'leave-scrolled', context: 'scrolled', keys: ['escape', 'G', 'end'], words: 'go back to what the agent shows now', hint: 'back to now', rank: 1, run: ({ui}) => ({effects: toNow(ui.focus)})},
	{
		id: 'leave-beside', context: 'beside', keys: ['escape'], words: 'bring the other panes back to what their agents show now', hint: 'back to now', rank: 1,
		run: model => ({effects: scrolledBeside(model).flatMap(session => toNow(session))}),
	},
];

const toNow = (session: string): PaneEffect[] => [{type: 'selection', session, step: 'clear'}, {type: 'search', session, pattern: ''}, {type: 'scrollTo', session, end: 'bottom'}];

type Words = Pick<Binding, 'id' | 'keys' | 'words' | 'hint' | 'rank'>;

function scrolling(words: Words, effect: (session: string) => PaneEffect, off?: Binding['off']): Binding[] {
	const run = ({ui}: ClientModel): Resolved => ({effects: [effect(ui.focus)]});
	return [{...words, id: `scroll-${words.id}`, context: 'scroll', run, ...(off === undefined ? {} : {off})}];
}

function hasMatches({ui}: ClientModel): string | undefined {
	return ui.scrolled[ui.focus]?.matches === undefined ? 'Nothing was searched for.' : undefined;
}
