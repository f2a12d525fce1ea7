import {access, readdir, readFile} from 'node:fs/promises';
import path from 'node:path';
import test from 'ava';
import {packageRoot} from '../../source/base/package-root.js';
import {parseCommandLine} from '../../source/commands/parse.js';
import {registry} from '../../source/commands/registry.js';
import {pages, parts, regenerate} from './generated.js';

const root = packageRoot();

async function readPages(): Promise<Array<{page: string; text: string}>> {
	const docs = await readdir(path.join(root, 'docs'), {recursive: true});
	const found = ['README.md', 'CONTRIBUTING.md', 'CHANGELOG.md', ...docs.filter(name => name.endsWith('.md')).map(name => path.join('docs', name))];
	return Promise.all(found.map(async page => ({page, text: await readFile(path.join(root, page), 'utf8')})));
}

for (const page of pages) {
	test(`the tables of ${page} say what the program says (else: npm run docs)`, async t => {
		const {before, after} = await regenerate(page);
		t.is(before, after);
	});
}

async function exists(file: string): Promise<boolean> {
	try {
		await access(file);
		return true;
	} catch {
		return false;
	}
}

test('every generated part stands in a page', async t => {
	const all = await Promise.all(pages.map(async page => readFile(path.join(root, page), 'utf8')));
	t.deepEqual(Object.keys(parts).filter(name => all.every(text => !text.includes(`<!-- begin ${name}: `))), []);
});

test('every link between the pages leads somewhere', async t => {
	const lost: string[] = [];
	for (const {page, text} of await readPages()) {
		for (const {groups} of text.matchAll(/\]\((?<target>[^\s#\)]+)(?:#[^\)]*)?\)/gv)) {
			const target = groups!['target']!;
			if (!target.includes('://') && !await exists(path.join(root, path.dirname(page), target))) {
				lost.push(`${page}: ${target}`);
			}
		}
	}

	t.deepEqual(lost, []);
});

test('every command line in the pages is one that the program takes', async t => {
	const wrong: string[] = [];
	for (const {page, text} of await readPages()) {
		for (const {groups} of text.matchAll(/^(?<line>millwright(?: .*)?)$/gmv)) {
			const line = groups!['line']!;
			const argv = line.split(' #', 1)[0]!.trimEnd().match(/"[^"]*"|'[^']*'|\S+/gv)!.slice(1).map(word => word.replaceAll(/^["']|["']$/gv, ''));
			try {
				parseCommandLine(argv, registry);
			} catch (error) {
				wrong.push(`${page}: ${line}: ${(error as Error).message}`);
			}
		}
	}

	t.deepEqual(wrong, []);
});
