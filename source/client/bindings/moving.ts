import type {Direction} from '../../geometry/neighbour.js';
import {focusedSession, isLive} from '../floor/current.js';
import {themeNames, type ClientModel, type ThemeName} from '../floor/model.js';
import {borderOf, panesInOrder} from '../floor/reduce-focus.js';
import {plain} from '../theme/line.js';
import type {Binding} from './binding.js';
import {firstKey} from './first-key.js';

/** Said where the person tries to move one that is no border between parts of the layout. */
export const noBorder = 'No border here can be moved: sessions share their place evenly.';

const directions: Direction[] = ['left', 'down', 'up', 'right'];
const letters: Record<Direction, string> = {left: 'h', down: 'j', up: 'k', right: 'l'};

const beside: Record<Direction, string> = {left: 'on the left', right: 'on the right', up: 'above', down: 'below'};

/** Keys that move the focus and change what is shown. */
export const movingBindings: Binding[] = [
	{id: 'zoom', context: 'floor', keys: ['z'], words: 'zoom the pane to the whole screen, and back', hint: ({ui}) => ui.zoomed ? 'zoom out' : 'zoom', rank: 20, run: () => ({action: {type: 'zoom'}})},
	{id: 'next-pane', context: 'floor', keys: ['tab'], words: 'focus the next pane', hint: 'next pane', rank: 22, off: noOther, run: () => ({action: {type: 'focusStep', by: 1}})},
	{id: 'previous-pane', context: 'floor', keys: ['shift-tab'], words: 'focus the previous pane', off: noOther, run: () => ({action: {type: 'focusStep', by: -1}})},
	...directions.map((direction): Binding => ({
		id: `focus-${direction}`, context: 'floor', keys: [direction, `alt-${direction}`, `alt-${letters[direction]}`], words: `focus the pane ${beside[direction]}`,
		run: () => ({action: {type: 'focusTowards', direction}}),
	})),
	...directions.map((direction): Binding => ({
		id: `grow-${direction}`, context: 'floor', keys: [`shift-${direction}`], words: `move the border of the pane ${direction}`,
		off: model => alone(model) ?? (borderOf(model, direction) === undefined ? noBorder : undefined),
		run: () => ({action: {type: 'grow', direction}}),
	})),
	...Array.from({length: 9}, (_, index): Binding => ({
		id: `focus-${index + 1}`, context: 'floor', keys: [String(index + 1)], words: `focus session ${index + 1}`,
		off: ({floor}) => floor.sessions.some(({number}) => number === index + 1) ? undefined : `There is no session ${index + 1}.`,
		run({floor}) {
			// A number is given again once its session has ended.
			const numbered = floor.sessions.filter(({number}) => number === index + 1);
			const session = numbered.find(candidate => isLive(candidate)) ?? numbered[0];
			return session === undefined ? {} : {action: {type: 'focus', pane: session.id}};
		},
	})),
	{id: 'next-layout', context: 'floor', keys: ['l'], words: 'show the next layout', hint: 'layout', rank: 30, run: model => ({action: {type: 'layout', name: layoutAt(model, 1)}})},
	{id: 'previous-layout', context: 'floor', keys: ['L'], words: 'show the previous layout', run: model => ({action: {type: 'layout', name: layoutAt(model, -1)}})},
	{id: 'log', context: 'floor', keys: ['o'], words: 'go to the log: what has happened', run: ({ui}) => ({action: ui.full === 'log' ? {type: 'full', panel: undefined} : {type: 'focus', pane: 'log'}})},
	{
		id: 'back', context: 'floor', keys: ['escape'], words: 'go back to the layout', hint: 'back', rank: 1,
		off: ({ui}) => ui.full === undefined && !ui.zoomed && (ui.layout !== 'review' || ui.before === undefined) ? '' : undefined,
		run: ({ui}) => ({action: ui.full === undefined ? (ui.zoomed ? {type: 'zoom'} : {type: 'layout', name: ui.before ?? 'floor'}) : {type: 'full', panel: undefined}}),
	},
	{
		id: 'theme', context: 'floor', keys: ['T'], words: 'change the theme: dark, light, high contrast, no colour',
		run({ui}) {
			const name = themeNames[(themeNames.indexOf(ui.themeName) + 1) % themeNames.length]!;
			return {action: {type: 'sequence', actions: [{type: 'theme', name}, {type: 'said', level: 'info', text: `Theme: ${themeWords[name]}. “theme” in the configuration keeps it.`}]}};
		},
	},
	{
		id: 'mouse', context: 'floor', keys: ['m'], words: 'switch the mouse off, so that the terminal selects text itself, or on again',
		run(model) {
			const {mouse} = model.ui;
			const text = mouse ? `The mouse is the terminal's now; ${firstKey(model, 'mouse')} gives it back.` : 'The mouse is on.';
			return {action: {type: 'sequence', actions: [{type: 'mouse', on: !mouse}, {type: 'said', level: 'info', text}]}, effects: [{type: 'mouse', on: !mouse}]};
		},
	},
	{
		id: 'type', context: 'pane', keys: ['enter'], words: 'type into the agent; the prefix key leaves', hint: 'type into the agent', rank: 10,
		off: nobodyToTypeTo,
		run: () => ({action: {type: 'mode', mode: 'session'}}),
	},
];

const themeWords: Record<ThemeName, string> = {dark: 'dark', light: 'light', contrast: 'high contrast', mono: 'no colour'};

function layoutAt({order, ui}: ClientModel, by: 1 | -1): string {
	const at = order.indexOf(ui.layout);
	return order[(at + by + order.length) % order.length] ?? ui.layout;
}

function noOther(model: ClientModel): string | undefined {
	return panesInOrder(model).every(pane => pane === model.ui.focus) ? 'There is no other pane.' : undefined;
}

function alone({ui}: ClientModel): string | undefined {
	return ui.zoomed || ui.full !== undefined ? 'One pane is shown alone.' : undefined;
}

function nobodyToTypeTo(model: ClientModel): string | undefined {
	const waits = focusedSession(model)?.waits;
	return waits === undefined ? noLiveSession(model) : `It has not begun: it ${plain(waits)}.`;
}

/** Why nothing can be done to the program of the focused pane. */
export function noLiveSession(model: ClientModel): string | undefined {
	const session = focusedSession(model);
	return session === undefined ? 'No session has the focus.' : (session.endedAt === undefined ? undefined : 'The program in this pane has ended.');
}
