import {isMap, isScalar, LineCounter, parseDocument, type Document} from 'yaml';
import type {z} from 'zod';
import {MillwrightError} from '../base/errors.js';
import {nearest} from '../base/nearest.js';
import {safeLine} from '../base/safe-text.js';
import {hideByShape} from '../base/secrets.js';
import {knownKeys} from './json-schema.js';
import {configSchema, type Config} from './schema.js';

/** config.yaml from its text. Throws `bad-config`; `file` is for the sentence. */
export function parseConfig(text: string, file: string): Config {
	const lines = new LineCounter();
	const document = parseDocument(text, {lineCounter: lines, prettyErrors: false});
	const [broken] = document.errors;
	if (broken !== undefined) {
		throw complain(file, {line: lines.linePos(broken.pos[0]).line, what: `this is no YAML: ${broken.message.replace(/\.$/v, '')}`});
	}

	const data = readData(document, file) ?? {};
	const parsed = configSchema.safeParse(data);
	if (parsed.success) {
		return parsed.data;
	}

	const issue = parsed.error.issues[0]!;
	const unknown = issue.code === 'unrecognized_keys' ? issue.keys[0] : undefined;
	const key = unknown === undefined ? issue.path : [...issue.path, unknown];
	const offset = findOffset(document, key);
	throw complain(file, {
		line: offset === undefined ? undefined : lines.linePos(offset).line,
		...(unknown === undefined ? mismatch(issue, data) : misspelt(unknown, issue.path)),
	});
}

/** Of what only a reader of the configuration can judge, such as the name of a layout: the error with the line that it is about. */
export function complainAbout(text: string, {file, path, what, hint}: {file: string; path: readonly string[]; what: string; hint: string}): MillwrightError {
	const lines = new LineCounter();
	const offset = findOffset(parseDocument(text, {lineCounter: lines, prettyErrors: false}), path);
	return complain(file, {line: offset === undefined ? undefined : lines.linePos(offset).line, what, hint});
}

type Complaint = {line: number | undefined; what: string; hint?: string};

function complain(file: string, {line, what, hint = 'Correct it there; `millwright doctor` reads it again.'}: Complaint): MillwrightError {
	const where = line === undefined ? file : `${file}, line ${line}`;
	return new MillwrightError('bad-config', `${where}: ${hideByShape(safeLine(what))}.`, {hint: hideByShape(safeLine(hint))});
}

/** Throws for what is YAML and yet no data: a bomb of aliases. */
function readData(document: Document, file: string): unknown {
	try {
		return document.toJS();
	} catch (error) {
		throw complain(file, {line: undefined, what: `this cannot be read: ${(error as Error).message}`});
	}
}

function misspelt(key: string, path: readonly PropertyKey[]): Omit<Complaint, 'line'> {
	const known = knownKeys(path);
	const near = nearest(key, known);
	const place = path.length === 0 ? 'at the top' : `in "${path.map(String).join('.')}"`;
	return {
		what: `there is no key "${key}" ${place}; expected one of ${known.join(', ')}`,
		hint: near === undefined ? 'Remove it, or correct its name.' : `Did you mean "${near}"?`,
	};
}

function mismatch(issue: z.core.$ZodIssue, data: unknown): Omit<Complaint, 'line'> {
	const key = issue.path.map(String).join('.');
	const got = valueAt(data, issue.path);
	return {what: `${key === '' ? 'the file' : `"${key}"`} should be ${expectation(issue)}, and it is ${got === undefined ? 'missing' : safeLine(JSON.stringify(got), 80)}`};
}

/** In the words of YAML. */
const expectedTypes: Record<string, string> = {int: 'a whole number', object: 'a mapping', record: 'a mapping', array: 'a list'};

function expectation(issue: z.core.$ZodIssue): string {
	switch (issue.code) {
		case 'invalid_type': {
			return expectedTypes[issue.expected] ?? `a ${issue.expected}`;
		}

		case 'invalid_value': {
			return `one of ${issue.values.map(String).join(', ')}`;
		}

		case 'too_small': {
			return issue.origin === 'number' || issue.origin === 'int' ? `${issue.inclusive ? 'at least' : 'more than'} ${issue.minimum}` : 'not empty';
		}

		case 'too_big': {
			return `at most ${issue.maximum}`;
		}

		case 'invalid_format': {
			// The pattern says nothing to a person: what it means stands beside it in the schema.
			return issue.format === 'regex' ? issue.message : `a valid ${issue.format === 'url' ? 'address such as http://127.0.0.1:8080' : issue.format}`;
		}

		case 'invalid_union': {
			if (issue.message !== 'Invalid input') {
				return issue.message;
			}

			const keys = knownKeys(issue.path);
			return keys.length === 0 ? 'a string or a list of strings' : `a mapping with one of the keys ${keys.join(', ')}`;
		}

		case 'custom':
		case 'invalid_element':
		case 'invalid_key':
		case 'not_multiple_of':
		case 'unrecognized_keys': {
			return `something else (${issue.message})`;
		}
	}
}

function valueAt(data: unknown, path: readonly PropertyKey[]): unknown {
	let value = data;
	for (const key of path) {
		value = (value as Record<PropertyKey, unknown> | null | undefined)?.[key];
	}

	return value;
}

/** Where the key stands, or the innermost one around it that does. */
function findOffset(document: Document, path: readonly PropertyKey[]): number | undefined {
	for (let {length} = path; length > 0; length--) {
		const parent: unknown = length === 1 ? document.contents : document.getIn(path.slice(0, length - 1), true);
		const pair = isMap(parent) ? parent.items.find(({key}) => isScalar(key) && String(key.value) === String(path[length - 1])) : undefined;
		const found = pair?.key ?? (isMap(parent) ? undefined : document.getIn(path.slice(0, length), true));
		const range = (found as {range?: [number, number, number] | null} | undefined)?.range;
		if (range) {
			return range[0];
		}
	}

	return undefined;
}
