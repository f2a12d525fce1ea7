import {LineCounter, parseDocument, stringify, type YAMLMap} from 'yaml';
import type {z} from 'zod';
import {MillwrightError} from '../../base/errors.js';

/** A file in two parts: a record in YAML between two `---` lines, and prose below it. */
export type FrontMatter = {
	data: Record<string, unknown>;
	prose: string;
	/** The line of a key, from 1, for messages; of the record's first line when the key is not there. */
	lineOf: (key: string | undefined) => number;
};

const shape = /^\u{FEFF}?---[\t ]*\r?\n(?<head>[\s\S]*?)\r?\n?^---[\t ]*(?:\r?\n|$)(?<prose>[\s\S]*)$/mv;

/** Whether a text begins with front matter. */
export const hasFrontMatter = (text: string): boolean => /^\u{FEFF}?---[\t ]*\r?\n/v.test(text);

export function splitFrontMatter(text: string, file: string): FrontMatter {
	const found = shape.exec(text);
	if (found?.index !== 0) {
		throw bad(file, {line: 1, expected: 'a record between two --- lines', got: JSON.stringify(text.slice(0, 40))});
	}

	const lines = new LineCounter();
	const document = parseDocument(found.groups?.['head'] ?? '', {lineCounter: lines, prettyErrors: false, schema: 'core'});
	const [error] = document.errors;
	if (error !== undefined) {
		throw bad(file, {line: lines.linePos(error.pos[0]).line + 1, expected: 'YAML', got: error.message});
	}

	const data: unknown = document.toJS({maxAliasCount: 10});
	if (data === null || typeof data !== 'object' || Array.isArray(data)) {
		throw bad(file, {line: 2, expected: 'keys and values', got: JSON.stringify(data)});
	}

	return {
		data: data as Record<string, unknown>,
		prose: (found.groups?.['prose'] ?? '').trim(),
		lineOf(key) {
			const pair = key === undefined ? undefined : (document.contents as YAMLMap | null)?.items.find(item => String(item.key) === key);
			const range = (pair?.key as {range?: [number, number, number]} | undefined)?.range;
			return range === undefined ? 1 : lines.linePos(range[0]).line + 1;
		},
	};
}

/** The record, checked against a schema; a key that the schema does not know is refused, because it is a slip of the pen. */
export function checkRecord<Schema extends z.ZodObject>(schema: Schema, {record, matter, file}: {record: Record<string, unknown>; matter: FrontMatter; file: string}): z.output<Schema> {
	const result = schema.strict().safeParse(record);
	if (result.success) {
		return result.data as z.output<Schema>;
	}

	const [issue] = result.error.issues;
	if (issue?.code === 'unrecognized_keys') {
		throw bad(file, {line: matter.lineOf(issue.keys[0]), key: issue.keys[0], expected: `one of ${Object.keys(schema.shape).join(', ')}`, got: 'a key that is not known'});
	}

	const key = issue?.path.join('.');
	let value: unknown = record;
	for (const part of issue?.path ?? []) {
		value = (value as Record<PropertyKey, unknown> | undefined)?.[part];
	}

	throw bad(file, {line: matter.lineOf(String(issue?.path[0])), key, expected: issue?.message ?? 'another value', got: value === undefined ? 'nothing' : JSON.stringify(value)});
}

export function printFrontMatter(data: Record<string, unknown>, prose: string): string {
	const head = stringify(data, {lineWidth: 100, blockQuote: 'literal'});
	return `---\n${head}---\n\n${prose.trim()}\n`;
}

export function bad(file: string, {line, key, expected, got}: {line: number; key?: string | undefined; expected: string; got: string}): MillwrightError {
	const where = `${file}:${line}${key === undefined || key === '' ? '' : `, ${key}`}`;
	const short = got.length > 120 ? `${got.slice(0, 119)}…` : got;
	return new MillwrightError('malformed-file', `${where}: expected ${expected}; got ${short}.`, {hint: `Mend line ${line} of ${file}.`});
}
