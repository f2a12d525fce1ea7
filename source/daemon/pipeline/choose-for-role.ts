import {adapterOf} from '../agents/registry.js';
import {chooseModel} from '../models/choose-model.js';
import type {ModelChoice} from '../models/provider.js';
import type {RoleSpec} from './pipeline-spec.js';
import type {RunContext} from './run-context.js';

export type Wish = {
	role: string;
	spec: RoleSpec;
	/** Of a verifier: who built, and who judges already. */
	builderProvider?: string;
	avoid?: readonly string[];
};

/** The provider and the model that fill a role: by the person's configuration, by the pipeline, or the best there is. */
export async function chooseForRole(context: RunContext, request: Wish): Promise<ModelChoice> {
	const {parts} = context;
	const {spec} = request;
	const adapter = spec.agent === 'builtin' ? undefined : await adapterOf(spec.agent, parts.config);
	const wanted = spec.provider === 'any' || spec.provider === 'other' ? undefined : spec.provider;
	const choice = parts.config.roles[request.role] ?? parts.config.roles[spec.kind];
	return chooseModel({
		role: request.role,
		kind: spec.kind,
		...(request.builderProvider === undefined || spec.provider === 'any' ? {} : {builderProvider: request.builderProvider}),
		...(request.avoid === undefined ? {} : {avoid: request.avoid}),
		...(adapter === undefined ? {} : {wires: adapter.wires}),
		providers: parts.providers(),
		roles: {[request.role]: {...choice, ...(wanted === undefined ? {} : {provider: wanted}), ...(spec.model === undefined ? {} : {model: spec.model})}},
	});
}
