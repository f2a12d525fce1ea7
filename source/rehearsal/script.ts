import {readFile} from 'node:fs/promises';
import path from 'node:path';
import {isNode, LineCounter, parseDocument, type Document} from 'yaml';
import {MillwrightError} from '../base/errors.js';
import {scriptFile, type ScriptTurn, type When} from './script-schema.js';

/** One answer of the script with all the conditions it stands under, and where it is written. */
export type Turn = {
	when: When;
	/** The number of assistant turns before it, when it is a step of a scene. */
	step?: number;
	answer: ScriptTurn;
	/** `file:line`, for messages. */
	place: string;
};

export type Script = {
	/** The path that was asked for, absolute. */
	file: string;
	/** Milliseconds between two words, unless a turn says otherwise. */
	pace: number;
	/** Milliseconds before each answer, unless its turn says otherwise. */
	pause: number;
	turns: Turn[];
};

/**
Reads a rehearsal script, with what it includes, in the order in which its turns are tried.

@throws {MillwrightError} `rehearsal-script` with file, line, expected and given.
*/
export async function readScript(file: string): Promise<Script> {
	const absolute = path.resolve(file);
	const first = await readOne(absolute);
	const turns = [...first.turns];
	for (const included of first.include) {
		const more = await readOne(path.resolve(path.dirname(absolute), included));
		if (more.include.length > 0) {
			throw new MillwrightError('rehearsal-script', `${more.file} is included by ${absolute} and includes files itself.`, {hint: 'Name all files in the include list of the first one.'});
		}

		turns.push(...more.turns);
	}

	return {file: absolute, pace: first.pace, pause: first.pause, turns};
}

type OneFile = Script & {include: string[]};

async function readOne(file: string): Promise<OneFile> {
	let source: string;
	try {
		source = await readFile(file, 'utf8');
	} catch (error) {
		throw new MillwrightError('rehearsal-script', `The rehearsal script ${file} cannot be read: ${(error as NodeJS.ErrnoException).code ?? String(error)}.`, {
			hint: 'Give MILLWRIGHT_REHEARSAL the path of a script; docs/rehearsal.md tells what stands in one.',
			cause: error,
		});
	}

	const lines = new LineCounter();
	const document = parseDocument(source, {lineCounter: lines});
	const wrong = (line: number, reason: string) => new MillwrightError('rehearsal-script', `${file}:${line}: ${reason}`, {hint: 'docs/rehearsal.md tells what a script may hold.'});
	const [syntax] = document.errors;
	if (syntax !== undefined) {
		throw wrong(lines.linePos(syntax.pos[0]).line, (syntax.message.split('\n', 1)[0] ?? '').replace(/ at line \d+, column \d+:?$/v, ''));
	}

	const lineOf = (at: readonly PropertyKey[]) => lines.linePos(offsetOf(document, at)).line;
	const parsed = scriptFile.safeParse(document.toJS());
	if (!parsed.success) {
		const [issue] = parsed.error.issues;
		const at = issue?.path ?? [];
		throw wrong(lineOf(at), `${nameOf(at)}: ${issue?.message ?? 'not valid'}; given: ${given(document, at)}.`);
	}

	const turns = parsed.data.turns.flatMap((entry, index): Turn[] => 'steps' in entry
		? entry.steps.map((answer, step) => ({when: entry.when, step, answer, place: `${file}:${lineOf(['turns', index, 'steps', step])}`}))
		: [{when: entry.when, answer: entry, place: `${file}:${lineOf(['turns', index])}`}]);
	return {...parsed.data, file, turns};
}

// The place of a value, or of the nearest thing around it that is written down (a key that is missing has no place).
function offsetOf(document: Document, at: readonly PropertyKey[]): number {
	for (let {length} = at; length > 0; length--) {
		const node = document.getIn(at.slice(0, length), true);
		if (isNode(node) && node.range) {
			return node.range[0];
		}
	}

	return document.contents?.range?.[0] ?? 0;
}

const nameOf = (at: readonly PropertyKey[]): string => at.length === 0 ? 'script' : at.map((key, index) => typeof key === 'number' ? `[${key}]` : `${index === 0 ? '' : '.'}${String(key)}`).join('');

function given(document: Document, at: readonly PropertyKey[]): string {
	const node = document.getIn(at, true);
	const value: unknown = isNode(node) ? node.toJS(document) : undefined;
	const text = JSON.stringify(value) ?? 'nothing';
	return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}

export type {ScriptCall, ScriptTurn, When} from './script-schema.js';
