import path from 'node:path';
import type {GateOutcome, GateSpec} from '../../protocol/project.js';
import {addCheckout} from '../git/add.js';
import {openLog} from '../gates/log.js';
import {endGateStrays, runGate} from '../gates/run-gate.js';
import {baseEnvironment} from '../agents/environment.js';
import {attemptOf, updateAttempt} from './attempts.js';
import {chooseAttempt} from './choose-attempt.js';
import {discardTree} from './clean-up.js';
import {projectOf, runOf} from './lookup.js';
import {next, type Outcome, type RunContext} from './run-context.js';
import {runNumber} from './names.js';
import {recordStage} from './stage-record.js';

const stage = 'gate';

/** The project's own commands on a clean checkout of each attempt's very commit. The best attempt that is green everywhere is proposed. */
export async function gateStage(context: RunContext): Promise<Outcome> {
	const {parts, run} = context;
	await Promise.all(runOf(parts, run).attempts.filter(({state}) => state === 'gating').map(async ({number}) => gate(context, number)));
	const after = runOf(parts, run);
	const best = chooseAttempt(after.attempts);
	if (best !== undefined) {
		await parts.store.runs.update(run, draft => {
			draft.proposed = best.number;
			draft.attempts.find(({number}) => number === best.number)!.state = 'proposed';
		});
		return next;
	}

	const reds = after.attempts.flatMap(attempt => attempt.gates.filter(({state}) => state === 'red'));
	if (reds.length > 0 && reds.every(({couldNotRun}) => couldNotRun)) {
		return {type: 'stuck', reason: cannotRun(reds[0]!)};
	}

	return {
		type: 'failed',
		reason: `the gate ${reds[0]?.name ?? ''} is red: ${reds[0]?.reason ?? 'no attempt came so far'}`,
		findings: reds.map(red => ({title: `the gate ${red.name} is red`, severity: 'blocker' as const, detail: red.reason})),
	};
}

async function gate(context: RunContext, number: number): Promise<void> {
	const {parts, run, room, task, project, steps} = context;
	const commit = attemptOf(context, number).commit!;
	const outcomes = await steps.once(`gate:${number}`, async () => {
		await recordStage(parts.store.runs, {run, stage, attempt: number}, {state: 'running', input: `a clean checkout of ${commit.slice(0, 8)}`});
		const checkout = path.join(room.folder, 'checkouts', `${task}-${runNumber(run)}-${number}-gate`);
		return runGates(context, {commit, checkout, stage, attempt: number});
	});
	const red = outcomes.find(({state}) => state === 'red');
	await updateAttempt(context, number, draft => {
		draft.gates = outcomes;
		draft.state = red === undefined ? (draft.state === 'proposed' ? 'proposed' : 'passed') : 'failed';
		draft.reason = red === undefined ? undefined : `the gate ${red.name} is red: ${red.reason}`;
	});
	await recordStage(parts.store.runs, {run, stage, attempt: number}, {state: red === undefined ? 'passed' : 'failed', output: saidOf(outcomes)});
	if (red !== undefined) {
		parts.news.tell({level: 'bad', text: `${task} attempt ${number}: the gate ${red.name} is red: ${red.reason}`, project, task});
	}
}

export type GateRun = {
	commit: string;
	/** Where the clean checkout is made, and removed again. */
	checkout: string;
	stage: 'gate' | 'merge';
	attempt: number;
};

/** All gates of the project, one after the other, each in the same clean checkout; the first red ends it. */
export async function runGates(context: RunContext, {commit, checkout, stage: at, attempt}: GateRun): Promise<GateOutcome[]> {
	const {parts, room, project, run, signal} = context;
	const outcomes: GateOutcome[] = [];
	await endGateStrays(checkout);
	const environment = baseEnvironment({environment: parts.environment, identity: room.repository.identity});
	const logs = path.join(room.folder, 'logs');
	const all = await openLog(path.join(logs, `${run}-${attempt}-${at}.log`), undefined);
	await recordStage(parts.store.runs, {run, stage: at, ...(at === 'gate' ? {attempt} : {})}, {log: path.join(logs, `${run}-${attempt}-${at}.log`)});
	try {
		for (const spec of projectOf(parts, project).gates) {
			await discardTree(context, checkout);
			await addCheckout(room.repository, {path: checkout, commit});
			const log = path.join(logs, `${run}-${attempt}-${at}-${fileName(spec)}.log`);
			const outcome = await runGate(room.repository, {gate: spec, commit, checkout, environment, log, signal, onOutput: all.text});
			signal.throwIfAborted();
			outcomes.push(outcome);
			if (outcome.state === 'red') {
				break;
			}
		}
	} finally {
		await all.close();
		if (!signal.aborted) {
			await discardTree(context, checkout);
		}
	}

	return outcomes;
}

/** What the person is told of a gate that says nothing of the work: building it again would change nothing. */
export const cannotRun = ({name, reason}: Pick<GateOutcome, 'name' | 'reason'>): string =>
	`the gate ${name} could not run (${reason}). Install what it needs or change it with \`millwright init --gate\`, and retry.`;

export const saidOf = (outcomes: readonly GateOutcome[]): string => outcomes.length === 0
	? 'no gate is set: nothing but the verifiers proves this'
	: outcomes.map(({name, state, reason}) => `${name} ${state}: ${reason}`).join('; ');

const fileName = ({name}: GateSpec): string => name.replaceAll(/[^\w\-]+/gv, '-').slice(0, 40);
