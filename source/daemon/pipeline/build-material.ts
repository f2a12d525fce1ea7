import type {Rule} from '../../protocol/rule.js';
import {readInput} from '../inputs/inputs.js';
import {attemptOf} from './attempts.js';
import {runOf} from './lookup.js';
import {planFile} from './names.js';
import {askOf, buildPrompt} from './prompts.js';
import {inForce, readRules} from './rules-in-force.js';
import type {RunContext} from './run-context.js';

/** What a builder is told: the plan (or the ask, in a pipeline without one) and the rules in force. */
export async function buildMaterial(context: RunContext, number: number): Promise<{prompt: string; rules: Rule[]}> {
	const {parts, run, room, task, intent} = context;
	const plan = await readInput(room.inputs, planFile(task)) ?? askOf(intent);
	const attempts = runOf(parts, run).attempts.length;
	return {
		prompt: buildPrompt({plan, branch: attemptOf(context, number).branch, attempt: number, attempts}),
		rules: inForce(await readRules(room.inputs)),
	};
}
