import type {StageName} from '../../protocol/task.js';
import {approveStage} from './stage-approve.js';
import {buildStage} from './stage-build.js';
import {gateStage} from './stage-gate.js';
import {mergeStage} from './stage-merge.js';
import {planStage} from './stage-plan.js';
import {verifyStage} from './stage-verify.js';
import type {StageSpec} from './pipeline-spec.js';
import {next, type Outcome, type RunContext} from './run-context.js';

const stages: Partial<Record<StageName, (context: RunContext, spec: StageSpec) => Promise<Outcome>>> = {
	plan: planStage,
	build: buildStage,
	verify: verifyStage,
	gate: gateStage,
	approve: approveStage,
	merge: mergeStage,
};

/** One run through the pipeline's stages, from wherever it was left. How a stage came out is remembered: one that is over is not looked at again. */
export async function driveRun(context: RunContext): Promise<Outcome> {
	for (const spec of context.pipeline.stages) {
		context.signal.throwIfAborted();
		const drive = stages[spec.stage];
		if (drive === undefined) {
			return {type: 'stuck', reason: `The stage ${spec.stage} cannot be driven yet.`};
		}

		const outcome = await context.steps.once(`stage:${spec.stage}`, async () => {
			await passOver(context, spec.stage);
			return drive(context, spec);
		});
		if (outcome.type !== 'next') {
			return outcome;
		}
	}

	return next;
}

/** A pipeline without verifiers or gates: the attempts stand as if they had passed, so that the stages behind find them. */
async function passOver({parts, run, pipeline}: RunContext, stage: StageName): Promise<void> {
	const has = (name: StageName) => pipeline.stages.some(spec => spec.stage === name);
	await parts.store.runs.update(run, draft => {
		for (const attempt of draft.attempts) {
			if (attempt.state === 'verifying' && stage !== 'verify' && stage !== 'build' && !has('verify')) {
				attempt.state = 'gating';
			}

			if (!(attempt.state === 'gating' && (stage === 'approve' || stage === 'merge')) || has('gate')) {
				continue;
			}

			attempt.state = 'proposed';
			draft.proposed ??= attempt.number;
		}
	});
}
