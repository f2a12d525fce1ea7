import {freeName} from '../../base/ids.js';
import {MillwrightError} from '../../base/errors.js';
import type {ParsedParams} from '../../protocol/control.js';
import type {Intent} from '../../protocol/task.js';
import {taskKey, type Task} from '../../../state/task.js';
import {writeInputs} from '../inputs/inputs.js';
import {intentFile, parseIntentText, printIntent} from '../inputs/intent.js';
import {cycleThrough} from '../queue/order.js';
import type {Desk} from './desk.js';

/** What the journal keeps of a task that was accepted: enough to make it again. */
export type AcceptedTask = {type: 'task accepted'; task: Task};

/**
Accepts a task: checked first, then on disk in the journal and as a document before this resolves. The intent's commit on
the inputs branch follows; until it is there the text is in the document.
*/
export async function addTask(desk: Desk, params: ParsedParams<'task.add'>): Promise<Task> {
	const {store, news} = desk.parts;
	const project = desk.project(params.project).id;
	const before = params.key === undefined ? undefined : store.tasks.all().find(task => task.project === project && task.addKey === params.key);
	if (before !== undefined) {
		return before;
	}

	const isTaken = (id: string) => store.tasks.get(taskKey({project, id})) !== undefined;
	const intent = parseIntentText(params.text, {id: params.id, title: params.title});
	if (params.id !== undefined && isTaken(params.id)) {
		throw new MillwrightError('task-exists', `The project ${project} has a task "${params.id}" already.`, {hint: 'Give another id, or leave it out.'});
	}

	const id = params.id ?? freeName(intent.task, isTaken);
	const dependsOn = checkDependencies(desk, {project, id, dependsOn: params.dependsOn});
	const now = Date.now();
	const task: Task = {
		id,
		project,
		title: intent.title,
		priority: params.priority ?? 3,
		order: now,
		dependsOn,
		held: params.hold,
		paused: false,
		state: 'queued',
		attempts: params.attempts ?? null,
		agent: params.agent ?? null,
		createdAt: now,
		since: now,
		addKey: params.key ?? null,
		runs: [],
		intentVersion: null,
		feedback: [],
		notices: [],
		text: printIntent({...intent, task: id}),
	};
	await store.beforeAccepting();
	await store.journal.append({type: 'task accepted', task} satisfies AcceptedTask);
	// Held until its intent is committed, so that the scheduler cannot start it in between.
	await store.tasks.put({...task, held: true});
	await writeIntent(desk, {project, id}, {text: task.text, cause: `add ${id}`});
	await store.tasks.update(taskKey(task), draft => {
		draft.held = params.hold;
	});
	news.tell({level: 'info', text: `${id} is queued`, project, task: id});
	return store.tasks.get(taskKey(task))!;
}

/** Writes the intent to the inputs branch and remembers in which commit. */
export async function writeIntent(desk: Desk, {project, id}: {project: string; id: string}, {text, cause}: {text: string; cause: string}): Promise<Intent | undefined> {
	const {inputs} = await desk.parts.rooms.get(project);
	const change = await writeInputs(inputs, {files: {[intentFile(id)]: text}, cause});
	await desk.parts.store.tasks.update(taskKey({project, id}), draft => {
		draft.intentVersion = change?.commit ?? draft.intentVersion ?? 'unchanged';
		draft.text = text;
	});
	return undefined;
}

/** The dependencies, each once. Throws for one that is unknown or that would close a circle, by name. */
export function checkDependencies(desk: Desk, {project, id, dependsOn}: {project: string; id: string; dependsOn: readonly string[]}): string[] {
	const names = [...new Set(dependsOn)];
	if (names.includes(id)) {
		throw new MillwrightError('cycle', `The task ${id} cannot wait for itself.`, {hint: 'Leave it out of its own dependencies.'});
	}

	for (const name of names) {
		desk.task({project, task: name});
	}

	const cycle = cycleThrough(id, names, name => desk.parts.store.tasks.get(taskKey({project, id: name}))?.dependsOn ?? []);
	if (cycle !== undefined) {
		throw new MillwrightError('cycle', `These tasks would wait for each other in a circle: ${cycle.join(' → ')}.`, {hint: 'Take one of the dependencies away.'});
	}

	return names;
}

/** Makes again what was accepted and whose document is missing, and writes intents that a crash kept from the inputs branch. */
export async function recoverAccepted(desk: Desk): Promise<void> {
	const {store} = desk.parts;
	for (const {record} of await store.journal.read()) {
		const accepted = record as AcceptedTask | {type: string};
		if (accepted.type === 'task accepted' && 'task' in accepted && store.tasks.get(taskKey(accepted.task)) === undefined && store.projects.get(accepted.task.project) !== undefined) {
			await store.tasks.put(accepted.task);
		}
	}

	for (const task of store.tasks.all().filter(({intentVersion, text}) => intentVersion === null && text !== '')) {
		await writeIntent(desk, task, {text: task.text, cause: `add ${task.id}`}).catch((error: unknown) => {
			desk.parts.log.warn('an intent could not be written', {task: taskKey(task), reason: String(error)});
		});
		const accepted = (await store.journal.read()).map(({record}) => record as AcceptedTask).find(record => record.type === 'task accepted' && taskKey(record.task) === taskKey(task));
		await store.tasks.update(taskKey(task), draft => {
			draft.held = accepted?.task.held ?? draft.held;
		});
	}
}
