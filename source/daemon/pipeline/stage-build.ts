import {attemptOf, declareAttempts, updateAttempt} from './attempts.js';
import {buildMaterial} from './build-material.js';
import {inspectBuild} from './inspect-build.js';
import {runOf, taskOf} from './lookup.js';
import type {StageSpec} from './pipeline-spec.js';
import {next, type Outcome, type RunContext} from './run-context.js';
import {runRole} from './run-role.js';
import {lookAtBase, movedMeanwhile} from './look-at-base.js';
import {makeTree, makeTreeAnew} from './make-tree.js';
import {planFile} from './names.js';
import {recordStage} from './stage-record.js';

const stage = 'build';

/** N attempts in parallel, each by a builder in its own worktree and on its own branch. */
export async function buildStage(context: RunContext, spec: StageSpec): Promise<Outcome> {
	const {parts, run, project, task} = context;
	const count = taskOf(parts, `${project}/${task}`).attempts ?? spec.attempts ?? 1;
	const attempts = await context.steps.once('build:attempts', async () => declareAttempts(context, {count, agent: agentOf(context, spec)}));
	await Promise.all(attempts.map(async number => build(context, spec, number)));
	const harmed = await lookAtBase(context);
	if (harmed !== undefined) {
		return harmed;
	}

	const built = runOf(parts, run).attempts.filter(({state}) => state === 'verifying');
	if (built.length > 0) {
		return next;
	}

	const reasons = runOf(parts, run).attempts.map(attempt => `attempt ${attempt.number}: ${attempt.reason ?? 'failed'}`);
	return {type: 'stuck', reason: `Nothing was built (${reasons.join('; ')}).${await movedMeanwhile(context)}`};
}

const agentOf = (context: RunContext, spec: StageSpec): string =>
	taskOf(context.parts, `${context.project}/${context.task}`).agent ?? context.pipeline.roles[spec.role ?? 'builder']!.agent;

async function build(context: RunContext, spec: StageSpec, number: number): Promise<void> {
	const {parts, run, steps, baseCommit} = context;
	const key = {run, stage, attempt: number} as const;
	if (steps.done(`build:${number}:built`) !== undefined) {
		return;
	}

	const {worktree, agent} = attemptOf(context, number);
	await recordStage(parts.store.runs, key, {state: 'running', input: `${planFile(context.task)} on ${baseCommit.slice(0, 8)}`});
	const taken = await makeTree(context, number);
	if (taken !== undefined) {
		await updateAttempt(context, number, draft => {
			draft.state = 'failed';
			draft.reason = taken;
		});
		await recordStage(parts.store.runs, key, {state: 'failed', output: taken});
		return;
	}

	const role = spec.role ?? 'builder';
	const ending = await runRole(context, {
		key: `build:${number}`,
		role,
		spec: {...context.pipeline.roles[role]!, agent},
		stage,
		attempt: number,
		attempts: runOf(parts, run).attempts.length,
		cwd: worktree,
		startOver: async () => makeTreeAnew(context, number),
		...await buildMaterial(context, number),
	});
	await steps.once(`build:${number}:built`, async () => inspectBuild(context, number, ending));
}
