import path from 'node:path';
import {addCheckout} from '../git/add.js';
import {writeInputs} from '../inputs/inputs.js';
import {composePlan} from './compose-plan.js';
import {discardTree} from './clean-up.js';
import {planFile, runNumber} from './names.js';
import {planUntilSound, type Planned} from './plan-until-sound.js';
import type {StageSpec} from './pipeline-spec.js';
import {runOf} from './lookup.js';
import {readTemplate} from './read-inputs.js';
import {next, type Outcome, type RunContext} from './run-context.js';
import {recordStage} from './stage-record.js';

const stage = 'plan';

/** The planner reads the base and hands over steps; the checker sends back what lacks a check or a rule; the plan is written down. */
export async function planStage(context: RunContext, spec: StageSpec): Promise<Outcome> {
	const {parts, run, steps, task} = context;
	if (steps.done('plan:written') !== undefined) {
		return next;
	}

	const key = {run, stage} as const;
	await recordStage(parts.store.runs, key, {state: 'running', input: `the intent of ${task} and ${context.baseCommit.slice(0, 8)}`});
	const checkout = path.join(context.room.folder, 'checkouts', `${context.task}-${runNumber(run)}-plan`);
	// Once: after a crash the planner may be at work in it.
	await steps.once('plan:tree', async () => {
		await addCheckout(context.room.repository, {path: checkout, commit: context.baseCommit});
		return true;
	});
	try {
		const planned = await planUntilSound(context, spec, checkout);
		if (typeof planned === 'string') {
			await recordStage(parts.store.runs, key, {state: 'failed', output: planned});
			return {type: 'stuck', reason: planned};
		}

		await steps.once('plan:written', async () => write(context, planned));
		await recordStage(parts.store.runs, key, {state: 'passed', output: `${planFile(task)} with ${planned.rules.length === 1 ? '1 rule' : `${planned.rules.length} rules`} provided for`});
		return next;
	} finally {
		if (!context.signal.aborted) {
			await discardTree(context, checkout);
		}
	}
}

async function write(context: RunContext, {plan, rules}: Planned): Promise<true> {
	const {parts, room, run, task, intent, generation} = context;
	const {answers} = runOf(parts, run);
	const text = composePlan({template: await readTemplate(room.inputs), intent, plan, answers, rules});
	const cause = `plan ${task}, generation ${generation}`;
	await writeInputs(room.inputs, {files: {[planFile(task)]: text}, cause});
	await parts.store.runs.update(run, draft => {
		draft.plan = planFile(task);
	});
	return true;
}
