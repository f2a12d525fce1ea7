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
	keys: () => shortKeys(['On the floor', 'On a session', 'While you type into an agent']),
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

function shortKeys(titles: readonly string[]): string {
	const rows = helpSections(keys).filter(({title}) => titles.includes(title)).flatMap(({title, rows}) => rows.filter(row => row.keys.length > 0).map(row => `| ${row.keys.map(key => `\`${key.replace('|', String.raw`\|`)}\``).join(' ')} | ${row.words} | ${title.toLowerCase()} |`));
	return ['| key | what it does | where |', '|---|---|---|', ...rows].join('\n');
}
