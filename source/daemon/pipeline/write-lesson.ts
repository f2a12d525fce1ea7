import {freeName} from '../../base/ids.js';
import {safeBlock, safeLine} from '../../base/safe-text.js';
import type {Lesson} from '../../protocol/exchange.js';
import type {Rule} from '../../protocol/rule.js';
import {writeInputs} from '../inputs/inputs.js';
import {addRuleLine} from '../inputs/plan-template.js';
import {printRule} from '../inputs/rule.js';
import type {Failure} from './learn.js';
import type {PipelineSpec} from './pipeline-spec.js';
import {readTemplate} from './read-inputs.js';
import {readRules} from './rules-in-force.js';
import type {RunContext} from './run-context.js';

/** Writes a lesson to the inputs branch, as a rule with its line of the template or as a proposal. Resolves to the rule's id. */
export async function writeLesson(context: RunContext, {lesson, failure}: {lesson: Lesson; failure: Failure}): Promise<string> {
	const {room, pipeline, task, run} = context;
	const inForce = isRuleAtOnce(pipeline, failure);
	const known = await readRules(room.inputs);
	// A proposal takes the place of no rule that holds.
	const id = inForce ? lesson.id : freeName(lesson.id, name => known.some(other => other.id === name && other.state === 'in force'));
	// A model's words go into files that are read in terminals, and into the prompts of all later work.
	const finding = safeLine(failure.person ?? failure.findings[0]?.title ?? failure.reason, 300);
	const title = safeLine(lesson.title, 120);
	const rule: Rule = {
		id,
		title,
		text: safeBlock(lesson.rule),
		state: inForce ? 'in force' : 'proposed',
		from: {by: 'lesson', task, run, finding},
		since: new Date().toISOString().slice(0, 10),
	};
	const template = await readTemplate(room.inputs);
	await writeInputs(room.inputs, {
		files: {
			[`rules/${id}.md`]: printRule(rule),
			...(inForce ? {'plan-template.md': addRuleLine(template, {id, text: safeLine(lesson.templateLine, 300)})} : {}),
		},
		cause: `learn "${title}" from ${task} run ${run.slice(run.lastIndexOf('.') + 1)}: ${finding}`,
	});
	return id;
}

/** What a person or a gate said is so; what a verifier said counts when its words stand where it says, and is otherwise for the person to judge. */
export function isRuleAtOnce({lessons}: Pick<PipelineSpec, 'lessons'>, {findings, person}: Omit<Failure, 'reason'>): boolean {
	return lessons === 'auto' && (person !== undefined || findings.some(finding => !('confirmed' in finding) || finding.confirmed === true));
}
