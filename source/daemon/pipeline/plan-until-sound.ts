import type {Rule} from '../../protocol/rule.js';
import {checkPlan, type PlanFault} from './check-plan.js';
import {runOf} from './lookup.js';
import type {StageSpec} from './pipeline-spec.js';
import {planPrompt} from './prompts.js';
import {readTemplate} from './read-inputs.js';
import {inForce, readRules} from './rules-in-force.js';
import type {RunContext} from './run-context.js';
import {runRole} from './run-role.js';

export type Planned = {plan: string; rules: Rule[]};

/** A plan that the checker takes, or why there is none. */
export async function planUntilSound(context: RunContext, spec: StageSpec, cwd: string): Promise<Planned | string> {
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
		stage: 'plan',
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
