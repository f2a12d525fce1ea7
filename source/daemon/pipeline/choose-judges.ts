import type {ModelChoice} from '../models/provider.js';
import {chooseForRole} from './choose-for-role.js';
import type {RunContext} from './run-context.js';

/** Those that must be of another provider than the builder's choose first; the others then avoid whoever judges already. */
export async function chooseJudges(context: RunContext, {roles, number}: {roles: readonly string[]; number: number}): Promise<Record<string, ModelChoice>> {
	const specs = context.pipeline.roles;
	const builder = builderProvider(context, number);
	const choices: Record<string, ModelChoice> = {};
	for (const role of roles.toSorted((a, b) => Number(specs[b]!.provider === 'other') - Number(specs[a]!.provider === 'other'))) {
		choices[role] = await chooseForRole(context, {
			role,
			spec: specs[role]!,
			...(builder === undefined ? {} : {builderProvider: builder}),
			avoid: Object.values(choices).map(({provider}) => provider),
		});
	}

	return choices;
}

const builderProvider = ({steps}: RunContext, number: number): string | undefined =>
	(steps.done<ModelChoice>(`build:${number}:2:model`) ?? steps.done<ModelChoice>(`build:${number}:1:model`))?.provider;
