import {z} from 'zod';
import {roleKind} from '../../protocol/exchange.js';
import {stageName} from '../../protocol/task.js';

/** How a role is filled. A role's words are in `roles/<name>.md` beside this on the inputs branch. */
export const roleSpec = z.strictObject({
	kind: roleKind,
	/** An adapter: `builtin`, or an agent CLI for builders. */
	agent: z.string().default('builtin'),
	/** How an agent CLI runs: in its own full-screen form, or without. */
	mode: z.enum(['headless', 'interactive']).default('headless'),
	/** A provider's name, or `any`, or `other`: another than the builder's wherever there is one. */
	provider: z.string().default('any'),
	model: z.string().optional(),
	/** Model calls at most. */
	steps: z.number().int().positive().max(500).default(60),
	/** What a verifier is given besides the commit. */
	sees: z.array(z.enum(['plan', 'ask'])).default(['plan', 'ask']),
});
export type RoleSpec = z.infer<typeof roleSpec>;

export const stageSpec = z.strictObject({
	stage: stageName,
	role: z.string().optional(),
	roles: z.array(z.string()).optional(),
	/** Of `build`: attempts in parallel. */
	attempts: z.number().int().min(1).max(16).optional(),
	/** Of `plan`: how often a plan that the checker refuses is sent back. */
	tries: z.number().int().min(1).max(10).optional(),
});
export type StageSpec = z.infer<typeof stageSpec>;

/** `pipeline.yaml` on the inputs branch. */
export const pipelineSpec = z.strictObject({
	version: z.literal(1),
	/** Runs of one task before the person is asked what to do. */
	generations: z.number().int().min(1).max(20).default(3),
	/** `auto`: a lesson whose finding is confirmed becomes a rule at once; `ask`: it waits as a proposal. */
	lessons: z.enum(['auto', 'ask']).default('auto'),
	stages: z.array(stageSpec).min(1),
	roles: z.record(z.string(), roleSpec),
});
export type PipelineSpec = z.infer<typeof pipelineSpec>;

/** The stages that can be driven today; `sweep` and `ship` have their names reserved. */
export const drivable = new Set(['plan', 'build', 'verify', 'gate', 'approve', 'merge']);

/** What is wrong with a pipeline beyond its shape, in one sentence, or undefined. */
export function pipelineFault(pipeline: PipelineSpec): string | undefined {
	const names = pipeline.stages.map(({stage}) => stage);
	const undrivable = names.find(name => !drivable.has(name));
	if (undrivable !== undefined) {
		return `The stage ${undrivable} cannot be driven yet; the stages are ${[...drivable].join(', ')}.`;
	}

	if (new Set(names).size !== names.length) {
		return 'A stage stands twice; each may stand once.';
	}

	const order = [...drivable];
	if (names.some((name, index) => index > 0 && order.indexOf(name) < order.indexOf(names[index - 1]!))) {
		return `The stages stand in another order than ${order.join(', ')}.`;
	}

	if (!names.includes('build')) {
		return 'There is no build stage, so nothing would be made.';
	}

	for (const spec of pipeline.stages) {
		const fault = rolesFault(pipeline, spec);
		if (fault !== undefined) {
			return fault;
		}
	}

	return undefined;
}

const kindOf: Partial<Record<StageSpec['stage'], RoleSpec['kind']>> = {plan: 'planner', build: 'builder', verify: 'verifier'};

/** A stage without its role would prove nothing or stand still; a role of another kind has other tools and could not hand over what its stage waits for. */
function rolesFault({roles}: PipelineSpec, spec: StageSpec): string | undefined {
	const kind = kindOf[spec.stage];
	const named = [...(spec.roles ?? []), ...(spec.role === undefined ? [] : [spec.role])];
	if (spec.stage === 'verify' && named.length === 0) {
		return 'The stage verify names no roles, so nobody would judge; name verifiers, or leave the stage out.';
	}

	const wanted = named.length === 0 && kind !== undefined ? [kind] : named;
	const missing = wanted.find(role => roles[role] === undefined);
	if (missing !== undefined) {
		return `The role ${missing} is named by a stage and not described under roles.`;
	}

	const wrong = kind === undefined ? undefined : wanted.find(role => roles[role]!.kind !== kind);
	return wrong === undefined ? undefined : `The role ${wrong} of the stage ${spec.stage} is a ${roles[wrong]!.kind}, and a ${kind} is wanted there.`;
}

export const stageOf = (pipeline: PipelineSpec, name: StageSpec['stage']): StageSpec | undefined =>
	pipeline.stages.find(({stage}) => stage === name);
