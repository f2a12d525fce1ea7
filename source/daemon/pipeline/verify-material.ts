import type {Rule} from '../../protocol/rule.js';
import {diff} from '../git/diff.js';
import {readInput} from '../inputs/inputs.js';
import {planFile} from './names.js';
import type {RoleSpec} from './pipeline-spec.js';
import {askOf, verifyPrompt} from './prompts.js';
import {inForce, readRules} from './rules-in-force.js';
import type {RunContext} from './run-context.js';

/** What a verifier is told: the commit and its changes, the rules, and of plan and ask what its role sees. */
export async function verifyMaterial(context: RunContext, {spec, commit}: {spec: RoleSpec; commit: string}): Promise<{prompt: string; rules: Rule[]}> {
	const {room, baseCommit, intent, task} = context;
	const {files} = await diff(room.repository, {from: baseCommit, to: commit});
	const plan = spec.sees.includes('plan') ? await readInput(room.inputs, planFile(task)) : undefined;
	const prompt = verifyPrompt({
		commit,
		baseCommit,
		changes: files,
		...(plan === undefined ? {} : {plan}),
		...(spec.sees.includes('ask') ? {ask: askOf(intent)} : {}),
	});
	return {prompt, rules: inForce(await readRules(room.inputs))};
}
