import type {Run} from '../../../state/run.js';
import {runOf} from './lookup.js';
import {next, type Outcome, type RunContext} from './run-context.js';
import {recordStage} from './stage-record.js';
import {setTaskState} from './task-state.js';

const stage = 'approve';

/** Waits for the person, who has the diff, the verdicts and the gates on the screen. A rejection's reason is learned from. */
export async function approveStage(context: RunContext): Promise<Outcome> {
	const {parts, run, task, project} = context;
	const {proposed, attempts} = runOf(parts, run);
	const commit = attempts.find(({number}) => number === proposed)?.commit ?? '';
	await recordStage(parts.store.runs, {run, stage}, {state: 'waiting', input: `attempt ${proposed} at ${commit.slice(0, 8)}`});
	if (runOf(parts, run).decision === undefined) {
		await parts.store.runs.update(run, draft => {
			draft.state = 'needs';
		});
		await setTaskState(parts, `${project}/${task}`, {state: 'needs', reason: 'waits for your approval'});
		parts.news.tell({level: 'info', text: `${task} waits for your approval`, project, task});
	}

	const decision = await decided(context);
	await parts.store.runs.update(run, draft => {
		draft.state = 'running';
		if (!decision.approved || decision.attempt === undefined) {
			return;
		}

		for (const attempt of draft.attempts) {
			attempt.state = attempt.number === decision.attempt ? 'proposed' : (attempt.state === 'proposed' ? 'passed' : attempt.state);
		}

		draft.proposed = decision.attempt;
	});
	await setTaskState(parts, `${project}/${task}`, {state: 'running'});
	await recordStage(parts.store.runs, {run, stage}, {state: decision.approved ? 'passed' : 'failed', output: decision.approved ? 'approved by you' : `rejected: ${decision.reason ?? ''}`});
	if (decision.approved) {
		return next;
	}

	const reason = decision.reason ?? 'rejected';
	return {type: 'failed', reason: `you rejected it: ${reason}`, findings: [], person: reason};
}

/** Resolves with what the person decided; it may have been decided before. */
async function decided({parts, run, signal}: RunContext): Promise<NonNullable<Run['decision']>> {
	const {promise, resolve, reject} = Promise.withResolvers<NonNullable<Run['decision']>>();
	const look = () => {
		const {decision} = runOf(parts, run);
		if (decision !== undefined) {
			resolve(decision);
		}
	};

	const giveUp = () => {
		reject(signal.reason as Error);
	};

	signal.throwIfAborted();
	const dispose = parts.store.runs.changed.on(id => {
		if (id === run) {
			look();
		}
	});
	signal.addEventListener('abort', giveUp, {once: true});
	look();
	try {
		return await promise;
	} finally {
		signal.removeEventListener('abort', giveUp);
		dispose();
	}
}
