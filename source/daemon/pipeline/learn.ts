import {mkdir} from 'node:fs/promises';
import path from 'node:path';
import {safeBlock, safeLine} from '../../base/safe-text.js';
import type {Finding, Lesson} from '../../protocol/exchange.js';
import type {Rule} from '../../protocol/rule.js';
import {writeInputs} from '../inputs/inputs.js';
import {addRuleLine} from '../inputs/plan-template.js';
import {printRule} from '../inputs/rule.js';
import {lessonPrompt} from './prompts.js';
import {readTemplate} from './read-inputs.js';
import {readRules} from './rules-in-force.js';
import type {RunContext} from './run-context.js';
import {runRole} from './run-role.js';

export type Failure = {reason: string; findings: readonly Finding[]; person?: string};

/**
What a failed run teaches: a distiller makes one lesson of its findings or of the person's words, and the lesson becomes a
rule and a line of the plan template on the inputs branch, in one commit that says what caused it.
@returns the rule's id; undefined when nothing could be distilled, which is told and stops nothing
*/
export async function learn(context: RunContext, failure: Failure): Promise<string | undefined> {
	const {parts, steps, project, task, run} = context;
	const lesson = await steps.once('learn:lesson', async () => await distil(context, failure) ?? null);
	if (lesson === null) {
		return undefined;
	}

	await steps.once('learn:written', async () => write(context, {lesson, failure}));
	await parts.store.runs.update(run, draft => {
		draft.lesson = lesson.id;
	});
	const became = context.pipeline.lessons === 'auto' ? 'is a rule now' : 'is proposed as a rule';
	parts.news.tell({level: 'good', text: `the lesson "${lesson.title}" of ${task} ${became}`, project, task});
	return lesson.id;
}

async function distil(context: RunContext, failure: Failure): Promise<Lesson | undefined> {
	const {parts, pipeline, room, task, project} = context;
	const [role] = Object.entries(pipeline.roles).find(([, spec]) => spec.kind === 'distiller') ?? [];
	if (role === undefined) {
		return undefined;
	}

	const known = await readRules(room.inputs);
	// It reads nothing but its prompt, and stands in a folder of its own with nothing in it.
	const cwd = path.join(room.folder, 'desk');
	await mkdir(cwd, {recursive: true, mode: 0o700});
	const ending = await runRole(context, {
		key: 'learn',
		role,
		spec: pipeline.roles[role]!,
		stage: 'verify',
		cwd,
		rules: known.filter(({state}) => state === 'in force'),
		prompt: lessonPrompt({task, findings: failure.findings, ...(failure.person === undefined ? {} : {person: failure.person}), known}),
	});
	if (ending.result?.kind === 'lesson') {
		return ending.result;
	}

	parts.news.tell({level: 'warn', text: `${task}: nothing could be learned from the failure: the ${role} ended without a lesson`, project, task});
	return undefined;
}

async function write(context: RunContext, {lesson, failure}: {lesson: Lesson; failure: Failure}): Promise<true> {
	const {room, pipeline, task, run} = context;
	const inForce = pipeline.lessons === 'auto';
	// A model's words go into files that are read in terminals, and into the prompts of all later work.
	const finding = safeLine(failure.person ?? failure.findings[0]?.title ?? failure.reason, 300);
	const title = safeLine(lesson.title, 120);
	const rule: Rule = {
		id: lesson.id,
		title,
		text: safeBlock(lesson.rule),
		state: inForce ? 'in force' : 'proposed',
		from: {by: 'lesson', task, run, finding},
		since: new Date().toISOString().slice(0, 10),
	};
	const template = await readTemplate(room.inputs);
	await writeInputs(room.inputs, {
		files: {
			[`rules/${lesson.id}.md`]: printRule(rule),
			...(inForce ? {'plan-template.md': addRuleLine(template, {id: lesson.id, text: safeLine(lesson.templateLine, 300)})} : {}),
		},
		cause: `learn "${title}" from ${task} run ${run.slice(run.lastIndexOf('.') + 1)}: ${finding}`,
	});
	return true;
}
