import {LineCounter, parseDocument, type Document} from 'yaml';
import {z} from 'zod';
import {MillwrightError} from '../../base/errors.js';
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
