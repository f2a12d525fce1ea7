import {readFile} from 'node:fs/promises';
import path from 'node:path';
import {packageRoot} from '../../source/base/package-root.js';
import {helpSections, keysAsMarkdown} from '../../source/client/bindings/help.js';
import {keyMap} from '../../source/client/bindings/key-map.js';
import {commandTable} from '../../source/commands/help.js';
import {registry} from '../../source/commands/registry.js';

/*
The parts of the pages that are printed from the program's own records. In a page they stand between two lines:

	<!-- begin commands: printed by npm run docs -->
	<!-- end commands -->
*/

const keys = keyMap();

export const parts: Readonly<Record<string, () => string>> = {
	commands: () => commandTable(registry),
	keys: shortKeys,
	'all-keys': () => keysAsMarkdown(keys).trim(),
};

export const pages = ['README.md', 'docs/keys.md'] as const;

/** The page with every generated part written anew. */
export async function regenerate(page: string): Promise<{before: string; after: string}> {
	const before = await readFile(path.join(packageRoot(), page), 'utf8');
	const after = before.replaceAll(/(?<begin><!-- begin (?<name>[\-a-z]+): [^\n]*-->\n)[\s\S]*?(?<end><!-- end \k<name> -->)/gv, (...found) => {
		const {begin, name, end} = found.at(-1) as {begin: string; name: string; end: string};
		return `${begin}${parts[name]!()}\n${end}`;
	});
	return {before, after};
}

/** What a person needs on the first day. */
const firstDay = ['next', 'answer', 'inbox', 'review', 'reject', 'type', 'leave-session', 'zoom', 'next-pane', 'focus-1', 'next-layout', 'scroll', 'search', 'task', 'add', 'edit', 'pause', 'budget', 'palette', 'help', 'detach'];

function shortKeys(): string {
	const rows = helpSections(keys).flatMap(section => section.rows);
	const chosen = firstDay.map(id => rows.find(row => row.id === id)!);
	return ['| key | what it does |', '|---|---|', ...chosen.map(row => `| ${row.keys.map(key => `\`${key.replace('|', String.raw`\|`)}\``).join(' ')} | ${row.words} |`)].join('\n');
}
