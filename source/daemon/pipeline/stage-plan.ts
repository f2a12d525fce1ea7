import path from 'node:path';
import type {Rule} from '../../protocol/rule.js';
import {addCheckout} from '../git/add.js';
import {writeInputs} from '../inputs/inputs.js';
import {checkPlan, type PlanFault} from './check-plan.js';
import {composePlan} from './compose-plan.js';
import {discardTree} from './clean-up.js';
import type {StageSpec} from './pipeline-spec.js';
import {runOf} from './parts.js';
import {planPrompt} from './prompts.js';
import {readTemplate} from './read-inputs.js';
import {inForce, readRules} from './rules-in-force.js';
import {next, type Outcome, type RunContext} from './run-context.js';
import {runRole} from './run-role.js';
import {recordStage} from './stage-record.js';

const stage = 'plan';

/** Where the plan of a task stands on the inputs branch. */
export const planFile = (task: string): string => `plans/${task}-plan.md`;

/** The planner reads the base and hands over steps; the checker sends back what lacks a check or a rule; the plan is written down. */
export async function planStage(context: RunContext, spec: StageSpec): Promise<Outcome> {
	const {parts, run, steps, task} = context;
	if (steps.done('plan:written') !== undefined) {
		return next;
	}

	const key = {run, stage} as const;
	await recordStage(parts.store.runs, key, {state: 'running', input: `the intent of ${task} and ${context.baseCommit.slice(0, 8)}`});
	const checkout = path.join(context.room.folder, 'checkouts', `${context.task}-${runNumber(run)}-plan`);
	await addCheckout(context.room.repository, {path: checkout, commit: context.baseCommit});
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

type Planned = {plan: string; rules: Rule[]};

/** The number that a run's branches and folders carry. */
export const runNumber = (run: string): string => run.slice(run.lastIndexOf('.') + 1);

/** A plan that the checker takes, or why there is none. */
async function planUntilSound(context: RunContext, spec: StageSpec, cwd: string): Promise<Planned | string> {
	const tries = spec.tries ?? 3;
	let faults: PlanFault[] = [];
	for (let number = 1; number <= tries; number++) {
		const planned = await planOnce(context, spec, {number, cwd, faults});
		if (typeof planned === 'string') {
			return planned;
		}

		const found = checkPlan(planned);
		await context.steps.once(`plan:${number}:checked`, async () => countRules(context, {planned, faults: found}));
		if (found.length === 0) {
			return planned;
		}

		faults = found;
		context.parts.news.tell({level: 'warn', text: `${context.task}: the plan was sent back: ${found[0]!.message}`, project: context.project, task: context.task});
	}

	return `The plan was sent back ${tries} times, the last time because: ${faults.map(({message}) => message).join(' ')}`;
}

async function planOnce(context: RunContext, spec: StageSpec, {number, cwd, faults}: {number: number; cwd: string; faults: readonly PlanFault[]}): Promise<Planned | string> {
	const {steps, parts, room, run, intent, baseCommit} = context;
	const role = spec.role ?? 'planner';
	const rules = await steps.once(`plan:${number}:rules`, async () => inForce(await readRules(room.inputs)));
	const {feedback, answers} = runOf(parts, run);
	const said = answers.map(({question, answer}) => `## You asked: ${question}\n\nThe person answered: ${answer}`);
	const ending = await runRole(context, {
		key: `plan:${number}`,
		role,
		spec: context.pipeline.roles[role]!,
		stage,
		cwd,
		rules,
		mayAsk: answers.length === 0,
		prompt: [
			planPrompt({intent, template: await readTemplate(room.inputs), base: baseCommit.slice(0, 8), feedback: {...feedback, faults: faults.map(({message}) => message)}}),
			...said,
		].join('\n\n'),
	});
	if (ending.result?.kind === 'plan') {
		return {plan: ending.result.plan, rules};
	}

	return ending.result?.kind === 'failure' ? `The ${role} gave up: ${ending.result.message}` : `The ${role} ended without a plan.`;
}

async function countRules({parts, run}: RunContext, {planned, faults}: {planned: Planned; faults: readonly PlanFault[]}): Promise<true> {
	const missed = faults.flatMap(({rule}) => rule === undefined ? [] : [rule]);
	const cited = planned.rules.map(({id}) => id).filter(id => !missed.includes(id));
	await parts.store.runs.update(run, draft => {
		draft.rules.missed.push(...missed);
		draft.rules.cited = [...new Set([...draft.rules.cited, ...cited])];
	});
	return true;
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
