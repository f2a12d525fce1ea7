import type {Run} from '../../../state/run.js';
import {runOf} from './parts.js';
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
