import type {Run} from '../../../state/run.js';
import type {Session} from '../../../state/session.js';
import type {Task} from '../../../state/task.js';
import {discardAttempts, discardCheckouts} from '../pipeline/clean-up.js';
import {contextOf} from '../pipeline/context-of.js';
import type {Parts} from '../pipeline/parts.js';
import type {Store} from '../store/types.js';

/** Whether a task that was called off has left something that is to be cleared away. */
export const isLeft = (store: Store, task: Task): boolean => openSessions(store, task).length > 0 || openRuns(store, task).length > 0;

/** Ends the sessions of a task that was called off and discards its open runs: their branches go to the trash refs. */
export async function discardOpen(parts: Parts, key: string): Promise<void> {
	const {store} = parts;
	const task = store.tasks.get(key)!;
	await Promise.all(openSessions(store, task).map(async session => endSession(parts, session)));
	for (const run of openRuns(store, task)) {
		await discard(parts, run);
		await store.runs.update(run.id, draft => {
			draft.state = 'cancelled';
			draft.endedAt ??= Date.now();
		});
	}
}

async function discard(parts: Parts, run: Run): Promise<void> {
	try {
		const context = await contextOf(parts, run, new AbortController().signal);
		await discardCheckouts(context);
		await discardAttempts(context);
	} catch (error) {
		parts.log.warn('a cancelled run could not be cleaned up', {run: run.id, reason: String(error)});
	}
}

async function endSession({sessions, store, gateway}: Parts, {id, launched, grant}: Session): Promise<void> {
	await (launched ? sessions.end(id) : store.sessions.remove(id));
	if (grant !== undefined) {
		gateway.revoke(grant.token);
	}
}

const openSessions = (store: Store, task: Task): Session[] =>
	store.sessions.all().filter(session => session.task === task.id && session.project === task.project && session.endedAt === undefined);

/** Those that a cancellation ends; one that failed was left to be looked at until now. */
const openRuns = (store: Store, task: Task): Run[] => task.runs
	.map(id => store.runs.get(id))
	.filter(run => run !== undefined && !['merged', 'regenerated', 'cancelled'].includes(run.state)) as Run[];
