import type {InboxItem} from '../../protocol/inbox.js';
import type {SessionState, SessionView} from '../../protocol/session.js';
import type {TaskView} from '../../protocol/task.js';
import type {ClientModel, Mode, ScrolledTo} from './model.js';

/** The session that has the focus. */
export const focusedSession = ({floor, ui}: ClientModel): SessionView | undefined => floor.sessions.find(({id}) => id === ui.focus);

export const isLive = (session: SessionView): boolean => session.endedAt === undefined && session.state !== 'done' && session.state !== 'failed';

/** Whether something else than the end of a session's history is shown, or what was searched for in it. */
export const isScrolledBack = (where: ScrolledTo | undefined): boolean => where !== undefined && (where.offset > 0 || where.matches !== undefined);

/** Whether every task came to its end, and there are some. */
export const isAllDone = ({tasks}: Pick<ClientModel['floor'], 'tasks'>): boolean => tasks.length > 0 && tasks.every(({state}) => state === 'merged' || state === 'cancelled');

const worth: Record<SessionState, number> = {asks: 0, unknown: 1, paused: 2, working: 3, starting: 4, idle: 5, failed: 6, done: 7};

/**
Sessions worth showing, most worth first: the focused one, the one that had the focus last, those that need the person, then by number. One that
ended is shown while it has the focus, behind those that live unless the person reads in it. When nothing runs it is the newest, until all
work is done: then the floor says how that went.
*/
export function sessionsWorthShowing({floor, ui}: ClientModel): SessionView[] {
	const isRead = (session: SessionView) => ui.zoomed || modeUnder({ui}) === 'scroll' || ui.scrolled[session.id] !== undefined;
	const wanted = (session: SessionView) => session.id === ui.focus ? (isLive(session) || isRead(session) ? 0 : 3) : (session.id === ui.lastSession ? 1 : 2);
	const shown = floor.sessions.filter(session => isLive(session) || session.id === ui.focus);
	if (shown.length === 0) {
		const newest = floor.sessions.toSorted((one, other) => (other.endedAt ?? 0) - (one.endedAt ?? 0));
		return isAllDone(floor) ? [] : newest.slice(0, 1);
	}

	return shown.toSorted((one, other) => wanted(one) - wanted(other) || worth[one.state] - worth[other.state] || one.number - other.number);
}

/** Tasks in the order that the queue panel lists them: what is under way or to come by place, then what is finished, newest first. */
export function tasksInOrder({floor}: ClientModel): TaskView[] {
	const finished = new Set(['merged', 'failed', 'cancelled']);
	const projects = floor.projects.map(({id}) => id);
	const open = floor.tasks.filter(({state}) => !finished.has(state) || state === 'failed');
	const closed = floor.tasks.filter(({state}) => finished.has(state) && state !== 'failed');
	return [
		...open.toSorted((one, other) => projects.indexOf(one.project) - projects.indexOf(other.project) || one.position - other.position),
		...closed.toSorted((one, other) => other.since - one.since),
	];
}

/** A task's key in lists: two projects may each have a task of the same id. */
export const taskKey = ({project, id}: {project: string; id: string}): string => `${project}/${id}`;

/** The mode that keys have, or will have when the dialog is closed. */
export const modeUnder = ({ui}: Pick<ClientModel, 'ui'>): Mode => ui.mode === 'dialog' ? ui.under ?? 'command' : ui.mode;

export const isDialogOver = ({ui}: ClientModel): boolean => ui.dialog !== undefined;

/** The task that keys are about: of the focused session, of the item, of the review, or the one selected in the queue. */
export function currentTask(model: ClientModel): TaskView | undefined {
	const {ui, floor, review, runs} = model;
	const find = (about: {project: string; task?: string} | undefined) => about === undefined ? undefined : floor.tasks.find(({project, id}) => project === about.project && id === about.task);
	switch (ui.focus) {
		case 'inbox': {
			return find(currentItem(model));
		}

		case 'review': {
			return find(review);
		}

		case 'task': {
			return find(runs);
		}

		default: {
			const session = focusedSession(model);
			return session === undefined ? selectedTask(model) : find(session);
		}
	}
}

export function selectedTask(model: ClientModel): TaskView | undefined {
	const tasks = tasksInOrder(model);
	return tasks.find(task => taskKey(task) === model.ui.selection.queue?.key) ?? tasks[0];
}

/** The item of the inbox that keys are about: the selected one in the inbox, else the one of the focused session or task, else the most urgent. */
export function currentItem(model: ClientModel): InboxItem | undefined {
	const {ui, floor, review} = model;
	if (ui.focus === 'inbox') {
		return floor.inbox.find(({id}) => id === ui.selection.inbox?.key) ?? floor.inbox[0];
	}

	if (ui.focus === 'review') {
		return review === undefined ? undefined : approvalOf(model, review);
	}

	// A row of the queue counts once the person has chosen it.
	const task = ui.focus === 'task' || (ui.focus === 'queue' && ui.selection.queue?.key !== undefined) ? currentTask(model) : undefined;
	const session = focusedSession(model)?.id;
	return floor.inbox.find(item => session !== undefined && item.session === session)
		?? floor.inbox.find(item => item.project === task?.project && item.task === task.id)
		?? floor.inbox[0];
}

/** The item of the inbox that waits for an approval of this task's change. */
export const approvalOf = ({floor}: ClientModel, {project, task}: {project: string; task: string}): InboxItem | undefined =>
	floor.inbox.find(item => item.kind === 'approval' && item.project === project && item.task === task);

/** The item that the second line tells: the one that its keys are about. */
export const itemOfLine = (model: ClientModel): InboxItem | undefined => currentItem(model) ?? model.floor.inbox[0];

/** The project that a new task goes to: of what has the focus, else the first. */
export const currentProject = (model: ClientModel): string | undefined => focusedSession(model)?.project ?? currentTask(model)?.project ?? model.floor.projects[0]?.id;

/** A project's name for a row; undefined when there is but one and it goes without saying. */
export function projectName({floor}: ClientModel, id: string): string | undefined {
	return floor.projects.length < 2 ? undefined : floor.projects.find(project => project.id === id)?.name ?? id;
}
