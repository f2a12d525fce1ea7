import {z} from 'zod';

/*
The exchange folder of a session: how the daemon and an agent that understands it (the built-in one) hand things over.
Files, so that neither side needs the other to be alive: each is written to a temporary name, flushed and renamed.

	brief.json       daemon → agent   what to do
	question.json    agent → daemon   one question; the agent waits
	answer.json      daemon → agent   its answer
	result.json      agent → daemon   what came of it, before the agent exits
	resume.json      daemon → agent   the budget was raised or the pause lifted: try again
*/

/** How a model is reached: which API is spoken, and at which address. */
export const wire = z.enum(['anthropic', 'openai-responses', 'openai-chat']);
export type Wire = z.infer<typeof wire>;

export const roleKind = z.enum(['planner', 'builder', 'verifier', 'distiller']);
export type RoleKind = z.infer<typeof roleKind>;

export const brief = z.object({
	session: z.string(),
	/** Which tools there are and what the result must look like. */
	kind: roleKind,
	/** The role's name as the person knows it: planner, builder, reviewer, adversary, distiller … */
	role: z.string(),
	project: z.string(),
	task: z.string(),
	run: z.string(),
	/** 1 for the first run of the task, raised by each regeneration. */
	generation: z.number().int(),
	attempt: z.number().int().optional(),
	/** The instructions of the role, with the rules in force: the system prompt. */
	instructions: z.string(),
	/** The work itself: the first user message. */
	prompt: z.string(),
	wire,
	model: z.string(),
	/** The gateway's address for this session, its run token in the path; the SDK's base URL. */
	baseUrl: z.string(),
	/** Where the commands of the shell tool run, and the only tree that the edit tool may touch. */
	cwd: z.string(),
	/** Model calls at most. */
	stepLimit: z.number().int(),
	/** Output tokens of one model call at most. */
	maxOutputTokens: z.number().int(),
	/** Seconds that one command of the shell tool may take. */
	commandTimeout: z.number(),
	/** Whether the role may ask the person one question. */
	mayAsk: z.boolean(),
	/** Shown in the transcript and on the screen when the words come from a rehearsal. */
	rehearsal: z.boolean(),
});
export type Brief = z.infer<typeof brief>;

export const question = z.object({
	id: z.string(),
	text: z.string(),
	recommended: z.string(),
	choices: z.array(z.string()).max(9).default([]),
	/** Why it matters, in a sentence. */
	why: z.string().default(''),
});
export type Question = z.infer<typeof question>;

export const answer = z.object({id: z.string(), text: z.string(), by: z.string(), at: z.number()});
export type Answer = z.infer<typeof answer>;

export const finding = z.object({
	/** Short, imperative if it can be: it is what a lesson is made of. */
	title: z.string(),
	severity: z.enum(['blocker', 'major', 'minor']),
	/** Relative to the worktree. */
	file: z.string().optional(),
	/** 1-based. */
	line: z.number().int().optional(),
	/** The words of the file at that line; the daemon checks that they stand there. */
	quote: z.string().optional(),
	detail: z.string(),
	/** The rule in memory that this breaks, if one does. */
	rule: z.string().optional(),
});
export type Finding = z.infer<typeof finding>;

export const planResult = z.object({
	kind: z.literal('plan'),
	/** The numbered steps, each with its check, as Markdown: becomes the second part of <task>-plan.md. */
	plan: z.string(),
});
export const buildResult = z.object({kind: z.literal('build'), summary: z.string()});
export const verdictResult = z.object({
	kind: z.literal('verdict'),
	verdict: z.enum(['pass', 'fail']),
	summary: z.string(),
	findings: z.array(finding),
});
export const lessonResult = z.object({
	kind: z.literal('lesson'),
	/** A slug: lower case, digits, hyphens. */
	id: z.string().regex(/^[0-9a-z][\-0-9a-z]{0,48}$/v),
	/** At most about 40 characters: "stream CSV input". */
	title: z.string(),
	/** The instruction, as a rule for all later work. */
	rule: z.string(),
	/** The line that the plan template gets. */
	templateLine: z.string(),
});
export const failureResult = z.object({
	kind: z.literal('failure'),
	/** `step-limit`, `model-error`, `refused`, `cancelled`, `crashed`. */
	reason: z.string(),
	message: z.string(),
});
export const result = z.discriminatedUnion('kind', [planResult, buildResult, verdictResult, lessonResult, failureResult]);
export type Result = z.infer<typeof result>;
export type Verdict = z.infer<typeof verdictResult>;
export type Lesson = z.infer<typeof lessonResult>;
