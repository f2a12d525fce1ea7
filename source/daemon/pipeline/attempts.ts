import path from 'node:path';
import type {Run} from '../../../state/run.js';
import {runOf} from './lookup.js';
import {runNumber} from './names.js';
import type {RunContext} from './run-context.js';

export type AttemptRecord = Run['attempts'][number];

export function attemptOf({parts, run}: RunContext, number: number): AttemptRecord {
	const attempt = runOf(parts, run).attempts.find(known => known.number === number);
	if (attempt === undefined) {
		throw new Error(`The run ${run} has no attempt ${number}.`);
	}

	return attempt;
}

export async function updateAttempt({parts, run}: RunContext, number: number, change: (attempt: AttemptRecord) => void): Promise<void> {
	await parts.store.runs.update(run, draft => {
		change(draft.attempts.find(known => known.number === number)!);
	});
}

/** Writes down the attempts of a run before anything is built: their branches and worktrees are known from then on. */
export async function declareAttempts(context: RunContext, {count, agent}: {count: number; agent: string}): Promise<number[]> {
	const {parts, run, task, room} = context;
	const numbers = Array.from({length: count}, (_, index) => index + 1);
	const suffix = runNumber(run);
	await parts.store.runs.update(run, draft => {
		draft.attempts = numbers.map((number): AttemptRecord => ({
			number,
			state: 'building',
			branch: `millwright/runs/${task}/${suffix}-${number}`,
			worktree: path.join(room.folder, 'worktrees', `${task}-${suffix}-${number}`),
			agent,
			commits: 0,
			verdicts: [],
			gates: [],
		}));
	});
	return numbers;
}
