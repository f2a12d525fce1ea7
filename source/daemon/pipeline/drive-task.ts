import type {Run} from '../../../state/run.js';
import {beginRun} from './begin-run.js';
import {contextOf} from './context-of.js';
import {discardAttempts} from './clean-up.js';
import {driveRun} from './drive-run.js';
import {learn} from './learn.js';
import {runOf, taskOf} from './lookup.js';
import type {Parts} from './parts.js';
import type {Outcome, RunContext} from './run-context.js';
import {setTaskState} from './task-state.js';

/** Conflicts in a row after which the person is asked, so that two tasks cannot push each other about for ever. */
const rebuildLimit = 3;

/**
Drives a task to where it is merged or waits for the person: run after run, each from the base as it is then.
A new daemon calls it again for every task that was under way, and it goes on where the run was left.
*/
export async function driveTask(parts: Parts, key: string, signal: AbortSignal): Promise<void> {
	const {state} = taskOf(parts, key);
	// Under way without an open run: a daemon before this one ended between the closing of a run and what follows from it.
	if (state !== 'queued' && openRun(parts, key) === undefined && !await follow(parts, key)) {
		return;
	}

	for (;;) {
		const run = openRun(parts, key) ?? await beginRun(parts, key, signal);
		if (taskOf(parts, key).state === 'queued') {
			await setTaskState(parts, key, {state: 'running'});
		}

		const context = await contextOf(parts, run, signal);
		const outcome = await driveRun(context);
		await settle(context, key, outcome);
		if (!await follow(parts, key)) {
			return;
		}
	}
}

/** The run that is under way, if one is. */
const openRun = (parts: Parts, key: string): Run | undefined => taskOf(parts, key).runs
	.map(id => parts.store.runs.get(id))
	.findLast(run => run?.state === 'running' || run?.state === 'needs' || run?.state === 'paused');

/** Puts the task where its newest run, which is closed, leaves it. Whether another run is to begin. */
async function follow(parts: Parts, key: string): Promise<boolean> {
	const run = parts.store.runs.get(taskOf(parts, key).runs.at(-1) ?? '');
	if (run === undefined || run.state === 'regenerated') {
		return true;
	}

	const state = run.state === 'merged' || run.state === 'cancelled' ? run.state : 'failed';
	await setTaskState(parts, key, {state, ...(run.reason === undefined ? {} : {reason: run.reason})});
	return false;
}

/** Closes a run by how it came out, in one writing. What comes before it may be done again after a crash. */
async function settle(context: RunContext, key: string, outcome: Outcome): Promise<void> {
	const {parts, run, steps, pipeline, task, project} = context;
	switch (outcome.type) {
		case 'next': {
			const {attempts, proposed} = runOf(parts, run);
			const merged = attempts.some(({state}) => state === 'merged');
			await discardAttempts(context, merged ? {} : {keep: proposed ?? attempts.find(({state}) => state === 'proposed')?.number});
			await close(context, 'merged', merged ? undefined : 'the pipeline has no merge stage: its branch is kept');
			return;
		}

		case 'stuck': {
			await close(context, 'failed', outcome.reason);
			parts.news.tell({level: 'bad', text: `${task} is stuck: ${outcome.reason}`, project, task});
			return;
		}

		case 'rebuild': {
			const inARow = rebuildsInARow(parts, key) + 1;
			await discardAttempts(context);
			if (inARow < rebuildLimit) {
				parts.news.tell({level: 'warn', text: `${task}: ${outcome.reason}; it is built again on the new base`, project, task});
				await close(context, 'regenerated', outcome.reason);
			} else {
				await close(context, 'failed', `it conflicted ${inARow} times in a row, the last time because ${outcome.reason}`);
			}

			return;
		}

		case 'failed': {
			const {reason, findings, person} = outcome;
			await steps.once('failure', () => ({reason, findings: [...findings], ...(person === undefined ? {} : {person})}));
			await learn(context, {reason, findings, ...(person === undefined ? {} : {person})});
			await discardAttempts(context);
			const failures = taskOf(parts, key).runs.filter(id => parts.store.runs.get(id)?.steps['failure'] !== undefined).length;
			const asks = failures % pipeline.generations === 0 && person === undefined;
			await close(context, asks ? 'failed' : 'regenerated', asks ? `${failures} runs failed, the last because ${reason}` : reason);
		}
	}
}

async function close({parts, run}: RunContext, state: Run['state'], reason?: string): Promise<void> {
	await parts.store.runs.update(run, draft => {
		draft.state = state;
		draft.endedAt = Date.now();
		if (reason !== undefined) {
			draft.reason = reason;
		}
	});
}

/** How many runs before the newest ended one after the other by a conflict. */
function rebuildsInARow(parts: Parts, key: string): number {
	const before = taskOf(parts, key).runs.slice(0, -1).map(id => parts.store.runs.get(id));
	return before.length - 1 - before.findLastIndex(run => run?.state !== 'regenerated' || run.steps['failure'] !== undefined);
}
