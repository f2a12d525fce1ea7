import {KeyedMutex} from '../../base/mutex.js';
import {freeName} from '../../base/ids.js';
import {MillwrightError} from '../../base/errors.js';
import type {ParsedParams} from '../../protocol/control.js';
import {taskKey, type Task} from '../../../state/task.js';
import {writeInputs} from '../inputs/inputs.js';
import {intentFile, parseIntentText, printIntent} from '../inputs/intent.js';
import {cycleThrough} from '../queue/order.js';
import type {Desk} from './desk.js';
import type {Accepted} from './recover-accepted.js';

/**
Accepts a task: checked first, then on disk in the journal and as a document before this resolves. The intent's commit on
the inputs branch follows; until it is there the text is in the document.
*/
export async function addTask(desk: Desk, params: ParsedParams<'task.add'>): Promise<Task> {
	const project = desk.project(params.project).id;
	// What cannot be opened takes no work: found out before anything is accepted.
	await desk.parts.rooms.get(project);
	return adding.run(desk.parts.paths.state + project, async () => add(desk, params, project));
}

/** Of one project one after the other: the same key, or the same id, twice at the same moment would find the place free twice. */
const adding = new KeyedMutex();

async function add(desk: Desk, params: ParsedParams<'task.add'>, project: string): Promise<Task> {
	const {store, news} = desk.parts;
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
	const last = Math.max(...store.tasks.all().filter(known => known.project === project).map(({order}) => order), 0);
	const task: Task = {
		id,
		project,
		title: intent.title,
		priority: params.priority ?? 3,
		// Behind all others, also behind one that came in the same millisecond.
		order: Math.max(now, Math.floor(last) + 1),
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
	await store.journal.append({type: 'task accepted', task} satisfies Accepted);
	// Held until its intent is committed, so that the scheduler cannot start it in between.
	await store.tasks.put({...task, held: true});
	const kept = await commitAccepted(desk, task, {held: params.hold});
	news.tell(kept.state === 'failed' ? {level: 'bad', text: `${id} is stuck: ${kept.reason ?? ''}`, project, task: id} : {level: 'info', text: `${id} is queued`, project, task: id});
	return kept;
}

/** Brings the intent of an accepted task to the inputs branch, after which it may start. It stays accepted when that fails: it waits for the person with the reason, and a retry does this again. */
export async function commitAccepted(desk: Desk, {project, id, text}: Task, {held}: {held: boolean}): Promise<Task> {
	const {tasks} = desk.parts.store;
	const key = taskKey({project, id});
	try {
		await writeIntent(desk, {project, id}, {text, cause: `add ${id}`, alter(draft) {
			draft.held = held;
			draft.state = draft.state === 'failed' ? 'queued' : draft.state;
			delete draft.reason;
		}});
	} catch (error) {
		desk.parts.log.warn('an intent could not be written', {task: key, reason: String(error)});
		return tasks.update(key, draft => {
			draft.held = held;
			draft.state = 'failed';
			draft.reason = `its intent could not be written to the inputs branch: ${error instanceof Error ? error.message : String(error)}`;
		});
	}

	return tasks.get(key)!;
}

type Writing = {text: string; cause: string; alter?: (draft: Task) => void};

/** Writes the intent to the inputs branch and remembers in which commit; what follows from that for the task, in the same writing. */
export async function writeIntent(desk: Desk, {project, id}: {project: string; id: string}, {text, cause, alter}: Writing): Promise<void> {
	const {inputs} = await desk.parts.rooms.get(project);
	const change = await writeInputs(inputs, {files: {[intentFile(id)]: text}, cause});
	await desk.parts.store.tasks.update(taskKey({project, id}), draft => {
		draft.intentVersion = change?.commit ?? draft.intentVersion ?? 'unchanged';
		draft.text = text;
		alter?.(draft);
	});
}

/** The dependencies, each once. Throws for one that is unknown or that would close a circle, by name. */
export function checkDependencies(desk: Desk, {project, id, dependsOn}: {project: string; id: string; dependsOn: readonly string[]}): string[] {
	const names = [...new Set(dependsOn.map(name => nameWithin(desk, project, name)))];
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

/** `shop/csv-import` is `csv-import` in the project shop; a task of another project cannot be waited for. */
function nameWithin(desk: Desk, project: string, name: string): string {
	const [owner, id] = name.split('/', 2);
	if (id === undefined) {
		return name;
	}

	if (desk.project(owner!).id !== project) {
		throw new MillwrightError('other-project', `A task of ${project} cannot wait for ${name}, which is of another project.`, {hint: 'Hold it with `millwright hold` and release it when the other is merged.'});
	}

	return id;
}
