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
	await setTaskState(parts, key, {state: 'running'});
	for (;;) {
		const newest = parts.store.runs.get(taskOf(parts, key).runs.at(-1) ?? '');
		if (newest?.state === 'merged') {
			// A daemon before this one ended between the two writings.
			await setTaskState(parts, key, {state: 'merged'});
			return;
		}

		const run = openRun(parts, key) ?? await beginRun(parts, key, signal);
		const context = await contextOf(parts, run, signal);
		const outcome = await driveRun(context);
		const goesOn = await settle(context, key, outcome);
		if (!goesOn) {
			return;
		}
	}
}

/** The run that is under way, if one is. */
const openRun = (parts: Parts, key: string): Run | undefined => taskOf(parts, key).runs
	.map(id => parts.store.runs.get(id))
	.findLast(run => run?.state === 'running' || run?.state === 'needs' || run?.state === 'paused');

/** Closes a run by how it came out. Whether another is to begin. */
async function settle(context: RunContext, key: string, outcome: Outcome): Promise<boolean> {
	const {parts, run, steps, pipeline, task, project} = context;
	switch (outcome.type) {
		case 'next': {
			await discardAttempts(context);
			await close(context, 'merged');
			const merged = runOf(parts, run).attempts.some(({state}) => state === 'merged');
			await setTaskState(parts, key, {state: 'merged', ...(merged ? {} : {reason: 'the pipeline has no merge stage: its branch is kept'})});
			return false;
		}

		case 'stuck': {
			await close(context, 'failed', outcome.reason);
			await setTaskState(parts, key, {state: 'failed', reason: outcome.reason});
			parts.news.tell({level: 'bad', text: `${task} is stuck: ${outcome.reason}`, project, task});
			return false;
		}

		case 'rebuild': {
			parts.news.tell({level: 'warn', text: `${task}: ${outcome.reason}; it is built again on the new base`, project, task});
			await discardAttempts(context);
			await close(context, 'regenerated', outcome.reason);
			const inARow = rebuildsInARow(parts, key);
			if (inARow >= rebuildLimit) {
				await setTaskState(parts, key, {state: 'failed', reason: `it conflicted ${inARow} times in a row, the last time because ${outcome.reason}`});
			}

			return inARow < rebuildLimit;
		}

		case 'failed': {
			const {reason, findings, person} = outcome;
			await steps.once('failure', () => ({reason, findings: [...findings], ...(person === undefined ? {} : {person})}));
			await learn(context, {reason, findings, ...(person === undefined ? {} : {person})});
			await discardAttempts(context);
			await close(context, 'regenerated', reason);
			const failures = taskOf(parts, key).runs.filter(id => parts.store.runs.get(id)?.steps['failure'] !== undefined).length;
			if (failures % pipeline.generations === 0 && person === undefined) {
				await setTaskState(parts, key, {state: 'failed', reason: `${failures} runs failed, the last because ${reason}`});
				return false;
			}

			return true;
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

function rebuildsInARow(parts: Parts, key: string): number {
	const runs = taskOf(parts, key).runs.map(id => parts.store.runs.get(id));
	const last = runs.findLastIndex(run => run?.state !== 'regenerated' || run.steps['failure'] !== undefined);
	return runs.length - 1 - last;
}
