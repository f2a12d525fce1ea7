import {stopOrContinue} from '../sessions/stop-or-continue.js';
import type {Parts} from './parts.js';

/** What keeps a project or a task from starting anything new, in one sentence; undefined when nothing does. */
export function heldBack(parts: Parts, {project, task}: {project: string; task: string}): string | undefined {
	if (parts.store.projects.get(project)?.paused === true) {
		return 'the project is paused';
	}

	if (parts.store.tasks.get(task)?.paused === true) {
		return 'the task is paused';
	}

	return parts.isStopped(project) ? 'the budget of today is used up' : undefined;
}

/** Resolves when nothing holds it back any more; rejects with the signal's reason. */
export async function untilMayStart(parts: Parts, where: {project: string; task: string}, signal: AbortSignal): Promise<void> {
	signal.throwIfAborted();
	if (heldBack(parts, where) === undefined) {
		return;
	}

	const {promise, resolve, reject} = Promise.withResolvers<void>();
	const look = () => {
		if (heldBack(parts, where) === undefined) {
			resolve();
		}
	};

	const giveUp = () => {
		reject(signal.reason as Error);
	};

	const disposers = [parts.store.projects.changed.on(look), parts.store.tasks.changed.on(look), parts.budgetChanged.on(look)];
	signal.addEventListener('abort', giveUp, {once: true});
	try {
		await promise;
	} finally {
		signal.removeEventListener('abort', giveUp);
		for (const dispose of disposers) {
			dispose();
		}
	}
}

/** What was paused, or ran out of money, while this session was being started stops it as soon as it has: it was in nobody's list. */
export async function stopIfHeld(parts: Parts, id: string): Promise<void> {
	await stopOrContinue(parts, session => session.id === id);
	const session = parts.store.sessions.get(id);
	if (session !== undefined && session.endedAt === undefined && !session.exchanges && !session.frozen && parts.isStopped(session.project)) {
		await parts.sessions.freeze(id, {frozen: true, byBudget: true}).catch((error: unknown) => {
			parts.log.warn('a session could not be stopped for the budget', {session: id, reason: String(error)});
		});
	}
}
