import type {Binding, Context} from './binding.js';
import type {KeyMap} from './key-map.js';
import {bindings} from './table.js';

export type HelpSection = {title: string; rows: Array<{id: string; keys: string[]; words: string}>};

/** In the order that a person meets them. */
const titles: Record<Context, string> = {
	floor: 'On the floor',
	pane: 'On a session',
	session: 'While you type into an agent',
	prefix: 'After the prefix key',
	scroll: 'In a session\'s history',
	scrolled: 'While the wheel has scrolled back',
	beside: 'While another pane is scrolled back',
	select: 'While you select in it',
	inbox: 'In the inbox',
	review: 'In the review',
	queue: 'In the queue',
	task: 'In the runs of a task',
	rules: 'In the rules',
	spend: 'In the spend',
	log: 'In the log',
	dialog: 'In every dialog',
	palette: 'In the command palette',
	answer: 'When you answer',
	reject: 'When you reject',
	confirm: 'When you are asked',
	add: 'When you add a task',
	help: 'In the help',
	search: 'When you search',
	edit: 'When you choose what to edit',
	open: 'When you open an agent',
	clipboard: 'When a session wants your clipboard',
	budget: 'When you set a budget',
};

/** All bindings by where they hold, those that match the filter, `first` the ones that hold now. A binding without a key is listed too: the palette has it. */
export function helpSections(keys: KeyMap, {filter = '', first = []}: {filter?: string; first?: readonly Context[]} = {}): HelpSection[] {
	const wanted = filter.trim().toLowerCase();
	const matches = (binding: Binding) => wanted === '' || binding.words.toLowerCase().includes(wanted) || binding.id.includes(wanted) || (keys.keys[binding.id] ?? []).includes(filter.trim());
	return [...new Set([...first, ...Object.keys(titles) as Context[]])]
		.map(context => ({
			title: titles[context],
			rows: bindings.filter(binding => binding.context === context && matches(binding)).map(({id, words}) => ({id, keys: keys.keys[id] ?? [], words})),
		}))
		.filter(({rows}) => rows.length > 0);
}

/** The table of the documentation, as Markdown. */
export function keysAsMarkdown(keys: KeyMap): string {
	return helpSections(keys).map(({title, rows}) => [
		`## ${title}`,
		'',
		'| key | what it does | name |',
		'|---|---|---|',
		...rows.map(({id, keys: own, words}) => `| ${own.map(key => `\`${key.replace('|', String.raw`\|`)}\``).join(' ')} | ${words} | \`${id}\` |`),
		'',
	].join('\n')).join('\n');
}
