import path from 'node:path';
import type {GateOutcome} from '../../protocol/project.js';
import {land, type Landed} from '../merge/land.js';
import {prepareMerge} from '../merge/prepare.js';
import {taskKey} from '../../../state/task.js';
import {discardTree} from './clean-up.js';
import {lookAtBase} from './look-at-base.js';
import {projectOf, runOf} from './lookup.js';
import {next, type Outcome, type RunContext} from './run-context.js';
import {cannotRun, runGates, saidOf} from './stage-gate.js';
import {runNumber} from './names.js';
import {recordStage} from './stage-record.js';

const stage = 'merge';

// The base moves when somebody commits to it meanwhile; each time, rebase and gates are done again on what it is then.
const roundLimit = 10;

/** Rebase on the base as it is now, gates again on the very result, and only then the base moves to it. One merge at a time in a project. */
export async function mergeStage(context: RunContext): Promise<Outcome> {
	const {parts, run, room, steps} = context;
	const done = steps.done<string>('merge:landed');
	if (done !== undefined) {
		return next;
	}

	await recordStage(parts.store.runs, {run, stage}, {state: 'running', input: `attempt ${runOf(parts, run).proposed} onto ${projectOf(parts, context.project).base}`});
	return room.merging.run(async () => {
		for (let round = 1; round <= roundLimit; round++) {
			context.signal.throwIfAborted();
			const outcome = await mergeOnce(context, round);
			if (outcome !== 'moved') {
				return outcome;
			}
		}

		return {type: 'stuck', reason: `The base moved ${roundLimit} times while it was merged.`};
	});
}

type Prepared =
	| {state: 'ready'; base: string; commit: string}
	| {state: 'conflict'; files: string[]}
	| {state: 'harmed'; outcome: Exclude<Outcome, {type: 'next'}>};

async function mergeOnce(context: RunContext, round: number): Promise<Outcome | 'moved'> {
	const {parts, run, room, steps, task, project} = context;
	const {base} = projectOf(parts, project);
	const tree = path.join(room.folder, 'checkouts', `${task}-${runNumber(run)}-merge`);
	const prepared = await steps.once(`merge:${round}:prepared`, async () => prepare(context, tree));
	if (prepared.state === 'harmed') {
		await recordStage(parts.store.runs, {run, stage}, {state: 'failed', output: prepared.outcome.reason});
		return prepared.outcome;
	}

	if (prepared.state === 'conflict') {
		const reason = `it conflicts with ${base} in ${prepared.files.join(', ')}`;
		await recordStage(parts.store.runs, {run, stage}, {state: 'failed', output: reason});
		return {type: 'rebuild', reason};
	}

	const attempt = runOf(parts, run).proposed ?? 1;
	const gates = await steps.once(`merge:${round}:gates`, async () => runGates(context, {commit: prepared.commit, checkout: tree, stage, attempt}));
	await discardTree(context, tree);
	const red = gates.find(({state}) => state === 'red');
	if (red !== undefined) {
		await recordStage(parts.store.runs, {run, stage}, {state: 'failed', output: saidOf(gates)});
		if (red.couldNotRun) {
			return {type: 'stuck', reason: cannotRun(red)};
		}

		return {type: 'failed', reason: `merged onto ${base}, the gate ${red.name} is red: ${red.reason}`, findings: [{title: `the gate ${red.name} is red after the merge`, severity: 'blocker', detail: red.reason}]};
	}

	const landed = await land(room.repository, {base, from: prepared.base, to: prepared.commit, reason: `millwright: merge ${task}`});
	if (landed.state === 'moved') {
		return 'moved';
	}

	await steps.once('merge:landed', async () => finish(context, {commit: prepared.commit, gates, checkout: landed.checkout}));
	return next;
}

async function prepare(context: RunContext, tree: string): Promise<Prepared> {
	const {parts, room, run, project} = context;
	const outcome = await lookAtBase(context);
	if (outcome !== undefined && outcome.type !== 'next') {
		return {state: 'harmed', outcome};
	}

	const {proposed, attempts} = runOf(parts, run);
	const {commit} = attempts.find(({number}) => number === proposed)!;
	const prepared = await prepareMerge(room.repository, {commit: commit!, base: projectOf(parts, project).base, path: tree});
	return prepared.state === 'ready' ? {state: 'ready', base: prepared.base, commit: prepared.commit} : {state: 'conflict', files: prepared.files};
}

type Merged = {commit: string; gates: readonly GateOutcome[]; checkout: Extract<Landed, {checkout: unknown}>['checkout']};

async function finish({parts, run, project, task}: RunContext, {commit, gates, checkout}: Merged): Promise<string> {
	await parts.store.runs.update(run, draft => {
		draft.attempts.find(({number}) => number === draft.proposed)!.state = 'merged';
	});
	const told = ['updated', 'current', 'not on base'].includes(checkout.state) ? undefined : checkout.reason;
	await parts.store.tasks.update(taskKey({project, id: task}), draft => {
		draft.merged = commit;
		// Its id is the run's, so that it is told once however often this is done.
		if (told !== undefined && draft.notices.every(({id}) => id !== run)) {
			draft.notices.push({id: run, kind: 'checkout', text: `${task} is merged, and your checkout was left as it is`, detail: told, at: Date.now()});
		}
	});
	await recordStage(parts.store.runs, {run, stage}, {state: 'passed', output: `${projectOf(parts, project).base} is at ${commit.slice(0, 8)}; ${saidOf(gates)}`});
	parts.news.tell({level: 'good', text: `${task} is merged: ${projectOf(parts, project).base} is at ${commit.slice(0, 8)}`, project, task});
	return commit;
}
