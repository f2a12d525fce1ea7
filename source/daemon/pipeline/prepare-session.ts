import type {Session} from '../../../state/session.js';
import type {ModelChoice} from '../models/provider.js';
import type {Preparation} from '../sessions/preparation.js';
import {projectOf} from './lookup.js';
import {prepareBuiltin} from './prepare-builtin.js';
import {prepareExternal} from './prepare-external.js';
import {instructionsFor} from './prompts.js';
import {readRoleWords} from './read-inputs.js';
import type {RoleRequest} from './run-role.js';
import type {RunContext} from './run-context.js';

/** Who fills the role, and with what words. */
export type Filling = {record: Session; choice: ModelChoice; instructions: string};

/** What the session is started with: the built-in agent with a brief, or an agent CLI by its declaration. */
export async function prepareSession(context: RunContext, request: RoleRequest, filling: Omit<Filling, 'instructions'>): Promise<Preparation> {
	const words = await readRoleWords(context.room.inputs, request.role);
	const instructions = instructionsFor({role: request.role, words, rules: request.rules, project: projectOf(context.parts, context.project).name});
	return request.spec.agent === 'builtin'
		? prepareBuiltin(context, request, {...filling, instructions})
		: prepareExternal(context, request, {...filling, instructions});
}
