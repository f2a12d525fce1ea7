import {mkdir} from 'node:fs/promises';
import path from 'node:path';
import type {Finding, Lesson} from '../../protocol/exchange.js';
import {lessonPrompt} from './prompts.js';
import {readRules} from './rules-in-force.js';
import type {RunContext} from './run-context.js';
import {runRole} from './run-role.js';
import {isRuleAtOnce, writeLesson} from './write-lesson.js';

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

	const id = await steps.once('learn:rule', async () => writeLesson(context, {lesson, failure}));
	await parts.store.runs.update(run, draft => {
		draft.lesson = id;
	});
	const became = isRuleAtOnce(context.pipeline, failure) ? 'is a rule now' : `is proposed as a rule: \`millwright rules restore ${id}\` puts it in force`;
	parts.news.tell({level: 'good', text: `the lesson "${lesson.title}" of ${task} ${became}`, project, task});
	return id;
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
