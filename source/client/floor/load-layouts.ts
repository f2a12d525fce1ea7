import {readFileSync, readdirSync} from 'node:fs';
import path from 'node:path';
import {LineCounter, parseDocument, type Document} from 'yaml';
import {z} from 'zod';
import {MillwrightError} from '../../base/errors.js';
import {packageRoot} from '../../base/package-root.js';
import type {Layout} from '../../geometry/layout.js';
import {parseTree, TreeError} from '../../geometry/parse-tree.js';
import {panelNames} from './model.js';

const layoutFile = z.strictObject({
	words: z.string().max(200).default(''),
	arrangements: z.array(z.strictObject({
		cols: z.number().int().min(1).default(1),
		rows: z.number().int().min(1).default(1),
		tree: z.string().min(1),
	})).min(1),
});

// The order in which the layout key goes through them; the person's own come after.
const shippedOrder = ['floor', 'focus', 'grid', 'narrow', 'review'];

/**
The shipped layouts, and those of `<config>/layouts/*.yaml`, which stand in for a shipped one of the same name. What is wrong with a file
of the person's is returned and the others are loaded: a typing mistake must not keep the floor from opening.
*/
export function loadLayouts(config: string): {layouts: Layout[]; errors: MillwrightError[]} {
	const shipped = readFolder(path.join(packageRoot(), 'layouts'));
	const own = readFolder(path.join(config, 'layouts'));
	const byName = new Map([...shipped.layouts, ...own.layouts].map(layout => [layout.name, layout]));
	const rank = ({name}: Layout) => shippedOrder.includes(name) ? shippedOrder.indexOf(name) : shippedOrder.length;
	return {
		layouts: byName.values().toArray().toSorted((one, other) => rank(one) - rank(other) || one.name.localeCompare(other.name)),
		errors: [...shipped.errors, ...own.errors],
	};
}

/**
The layout of that name.

@throws {MillwrightError} `unknown-layout` with the names that there are.
*/
export function findLayout(layouts: Layout[], name: string): Layout {
	const found = layouts.find(layout => layout.name === name);
	if (found === undefined) {
		throw new MillwrightError('unknown-layout', `There is no layout “${name}”.`, {hint: `Use one of ${layouts.map(layout => layout.name).join(', ')}.`});
	}

	return found;
}

function readFolder(folder: string): {layouts: Layout[]; errors: MillwrightError[]} {
	const layouts: Layout[] = [];
	const errors: MillwrightError[] = [];
	for (const name of filesOf(folder)) {
		const file = path.join(folder, name);
		try {
			layouts.push(parseLayout(readFileSync(file, 'utf8'), {file, name: path.basename(name, path.extname(name))}));
		} catch (error) {
			errors.push(error instanceof MillwrightError ? error : new MillwrightError('bad-layout', `${file} could not be read.`, {cause: error}));
		}
	}

	return {layouts, errors};
}

function filesOf(folder: string): string[] {
	try {
		return readdirSync(folder).filter(name => /\.ya?ml$/v.test(name)).toSorted();
	} catch {
		// Nobody needs to have layouts of their own.
		return [];
	}
}

/**
A layout from the text of its file.

@throws {MillwrightError} `bad-layout` with the file, the line, the key, what was expected and what was given.
*/
export function parseLayout(text: string, {file, name}: {file: string; name: string}): Layout {
	const lines = new LineCounter();
	const document = parseDocument(text, {lineCounter: lines});
	const at = (offset: number) => lines.linePos(offset).line;
	const [mistake] = document.errors;
	if (mistake !== undefined) {
		throw bad(file, `line ${at(mistake.pos[0])}: expected YAML, got ${mistake.message.split('\n', 1)[0]!.replace(/ at line .*$/v, '')}`);
	}

	const value: unknown = document.toJS();
	const parsed = layoutFile.safeParse(value ?? {});
	if (!parsed.success) {
		const issue = parsed.error.issues[0]!;
		const key = issue.path.join('.');
		throw bad(file, `line ${at(offsetOf(document, issue.path))}${key === '' ? '' : `, key ${key}`}: ${issue.message.charAt(0).toLowerCase()}${issue.message.slice(1)}`);
	}

	const arrangements = parsed.data.arrangements.map(({cols, rows, tree}, index) => {
		try {
			return {cols, rows, tree: parseTree(tree, panelNames)};
		} catch (error) {
			if (error instanceof TreeError) {
				const first = treeLine(document, {index, at});
				throw bad(file, `line ${first + error.where.line - 1}, key arrangements.${index}.tree: expected ${error.expected}, got ${error.got}`);
			}

			throw error;
		}
	});
	return {name, words: parsed.data.words, arrangements};
}

const bad = (file: string, what: string): MillwrightError => new MillwrightError('bad-layout', `${file}, ${what}.`, {hint: 'Mend the file, or remove it to have the shipped layout.'});

type Ranged = {range?: [number, number, number] | null; type?: string};

/** Where the value of a key is, or of the nearest key above that there is. */
function offsetOf(document: Document, keys: readonly PropertyKey[]): number {
	for (let {length} = keys; length > 0; length--) {
		const node = document.getIn(keys.slice(0, length), true) as Ranged | undefined;
		if (node?.range) {
			return node.range[0];
		}
	}

	return (document.contents as Ranged | null)?.range?.[0] ?? 0;
}

/** The line of the tree's first line: a block starts on the line after its mark. */
function treeLine(document: Document, {index, at}: {index: number; at: (offset: number) => number}): number {
	const node = document.getIn(['arrangements', index, 'tree'], true) as Ranged;
	return at(node.range?.[0] ?? 0) + (node.type?.startsWith('BLOCK') === true ? 1 : 0);
}
