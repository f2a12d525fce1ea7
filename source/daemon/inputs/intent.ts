import {MillwrightError} from '../../base/errors.js';
import {safeLine} from '../../base/safe-text.js';
import {intent, type Intent} from '../../protocol/task.js';
import {bad, checkRecord, hasFrontMatter, printFrontMatter, splitFrontMatter} from './front-matter.js';

/** Where the intent of a task is kept. */
export const intentFile = (task: string): string => `intents/${task}.md`;

/**
The intent that a person's text means: plain words are the outcome (and their first line the title), a text with front matter
is an intent file.

`id` and `title` win over what the text says.
*/
export function parseIntentText(text: string, options: {id?: string | undefined; title?: string | undefined; file?: string} = {}): Intent {
	const {file = 'the intent'} = options;
	if (hasFrontMatter(text)) {
		return fromFile(text, {...options, file});
	}

	const ask = text.trim();
	if (ask === '') {
		throw noOutcome(file);
	}

	const title = options.title ?? titleOf(ask);
	return intent.parse({task: checkId(options.id ?? idFrom(title)), title, outcome: ask, ask});
}

/** A file of the inputs branch. It is the intent of the task that it is named after, whatever it says itself. */
export function parseIntentFile(text: string, {file}: {file: string}): Intent {
	return fromFile(text, {file, id: taskOf(file)});
}

/** The same for one that is about to be written: what names another task than its file is refused, because nothing would follow it. */
export function checkIntentFile(text: string, {file}: {file: string}): void {
	const {task} = fromFile(text, {file});
	const {data, lineOf} = splitFrontMatter(text, file);
	const own = taskOf(file);
	if (own === undefined) {
		throw new MillwrightError('bad-input-name', `${file} is not where the intent of a task is kept.`, {hint: `Write it to ${intentFile(task)}.`});
	}

	if (data['task'] !== undefined && task !== own) {
		throw bad(file, {line: lineOf('task'), key: 'task', expected: `${own}, as the file is named`, got: task});
	}
}

/** The task that an intent's file is named after. */
const taskOf = (file: string): string | undefined => /^intents\/(?<task>[0-9a-z][\-0-9a-z]*)\.md$/v.exec(file)?.groups?.['task'];

/** Constraints and the rest in the front matter, the outcome as prose below it. */
export function printIntent({task, title, outcome, constraints, interfaces, acceptance, fixtures, ask}: Intent): string {
	return printFrontMatter({task, title, constraints, interfaces, acceptance, fixtures, ...(ask.trim() === outcome.trim() ? {} : {ask})}, outcome);
}

/** An id from a title: `Stream the CSV input!` → `stream-the-csv-input`. */
export function idFrom(title: string): string {
	const plain = title.normalize('NFKD').replaceAll(/\p{Mark}+/gv, '').toLowerCase().split(/[^0-9a-z]+/v).filter(word => word !== '').join('-');
	// At a whole word, when one ends in reach.
	const short = plain.length <= 40 ? plain : plain.slice(0, 41).replace(/-[0-9a-z]*$/v, '').slice(0, 40);
	return short === '' ? 'task' : short;
}

function fromFile(text: string, {file, id, title}: {file: string; id?: string | undefined; title?: string | undefined}): Intent {
	const matter = splitFrontMatter(text, file);
	const {data, prose} = matter;
	const outcome = typeof data['outcome'] === 'string' && data['outcome'].trim() !== '' ? data['outcome'].trim() : prose;
	if (outcome === '' && [undefined, null, ''].includes(data['outcome'] as string | null | undefined)) {
		throw noOutcome(file);
	}

	const named = title ?? data['title'] ?? titleOf(outcome);
	return checkRecord(intent, {
		record: {
			...data,
			title: named,
			task: id ?? data['task'] ?? idFrom(typeof named === 'string' ? named : outcome),
			outcome: outcome === '' ? data['outcome'] : outcome,
			ask: data['ask'] ?? outcome,
		},
		matter,
		file,
	});
}

function titleOf(ask: string): string {
	const line = ask.split('\n').map(each => each.replace(/^#+\s*/v, '')).find(each => each.trim() !== '') ?? ask;
	return safeLine(line, 120) === '' ? 'Task' : safeLine(line, 120);
}

function checkId(id: string): string {
	if (!intent.shape.task.safeParse(id).success) {
		throw new MillwrightError('bad-task-id', `${JSON.stringify(id)} is not an id that a task may have.`, {hint: 'Use at most 40 of a to z, 0 to 9 and hyphens, e.g. csv-import.'});
	}

	return id;
}

const noOutcome = (file: string) => new MillwrightError('no-outcome', `${file} says no outcome: what must be true when it is done.`, {hint: 'Write the outcome as text below the front matter, or as its key outcome.'});
