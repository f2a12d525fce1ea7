import {z} from 'zod';

/*
What may stand in a rehearsal script. docs/rehearsal.md says it in words.
*/

const name = z.union([z.string(), z.array(z.string()).min(1), z.null()], {error: 'expected a name, a list of names, or null for "must be absent"'});
const whole = z.number().int();
const numbered = {error: 'expected a whole number, a list of them, a range such as "2.." or "2..4", or null for "must be absent"'};
const number_ = z.union([whole, z.array(whole).min(1), z.string().regex(/^\d+\.\.\d*$/v, numbered), z.null()], numbered);
const words = z.union([z.string().min(1), z.array(z.string().min(1)).min(1)], {error: 'expected a string or a list of strings'});
const pattern = z.string().refine(isPattern, {error: 'expected a regular expression'});

export const when = z.strictObject({
	project: name.optional(),
	task: name.optional(),
	run: name.optional(),
	role: name.optional(),
	stage: name.optional(),
	session: name.optional(),
	wire: name.optional(),
	model: name.optional(),
	generation: number_.optional(),
	attempt: number_.optional(),
	/** The number of assistant turns so far in the conversation. */
	step: number_.optional(),
	/** Whether the caller offers any tool: titles and summaries are asked for without. */
	tools: z.boolean({error: 'expected true or false'}).optional(),
	/** All of these stand in the last user message or in the system prompt. */
	contains: words.optional(),
	/** All of these stand in the system prompt. */
	system: words.optional(),
	/** None of these stands in the last user message or in the system prompt. */
	without: words.optional(),
	/** A regular expression over the last user message or the system prompt. */
	matches: pattern.optional(),
});
export type When = z.infer<typeof when>;

/** A value given in place of arguments stands for the tool's main one. */
const mainArgument: Record<string, string> = {shell: 'command', read: 'path', finish: 'summary', submit_plan: 'plan'};

const call = z.record(z.string(), z.union([z.string(), z.record(z.string(), z.unknown())], {error: 'expected the arguments of the tool'}))
	.refine(value => Object.keys(value).length === 1, {error: 'expected one tool with its arguments, such as {shell: npm test}'})
	.transform((value, context): ScriptCall => {
		const [tool, given] = Object.entries(value)[0]!;
		if (typeof given !== 'string') {
			return {tool, input: given};
		}

		const key = mainArgument[tool];
		if (key === undefined) {
			context.addIssue({code: 'custom', message: `expected a map of arguments: "${tool}" has no main argument that a bare string could be`});
			return z.NEVER;
		}

		return {tool, input: {[key]: given}};
	});
export type ScriptCall = {tool: string; input: Record<string, unknown>};

const tokens = z.number().int().nonnegative();
const milliseconds = z.number().nonnegative();

const fail = z.strictObject({
	/** An HTTP status in place of an answer. */
	status: z.number().int().min(400).max(599).optional(),
	/** The vendor's error type, e.g. `overloaded_error`. */
	type: z.string().optional(),
	message: z.string().optional(),
	headers: z.record(z.string(), z.string()).optional(),
	/** Cut the connection after so many chunks of the answer. */
	after: z.number().int().nonnegative().optional(),
}).refine(value => (value.status === undefined) !== (value.after === undefined), {error: 'expected either a status or after'});

const answer = {
	say: z.string().optional(),
	call: z.preprocess((value): unknown => Array.isArray(value) ? value : [value], z.array(call).min(1)).optional(),
	usage: z.strictObject({input: tokens.optional(), output: tokens.optional(), cacheRead: tokens.optional(), cacheWrite: tokens.optional()}).optional(),
	/** Milliseconds between two chunks of this turn, in place of the script's pace. */
	delay: milliseconds.optional(),
	/** Milliseconds before the first. */
	pause: milliseconds.optional(),
	fail: fail.optional(),
};

const hasWords = (turn: {say?: unknown; call?: unknown; fail?: unknown}) => turn.say !== undefined || turn.call !== undefined || turn.fail !== undefined;
const silent = {error: 'expected at least one of say, call and fail'};
const step = z.strictObject(answer).refine(hasWords, silent);
export type ScriptTurn = z.infer<typeof step>;

const turn = z.strictObject({when: when.default({}), ...answer}).refine(hasWords, silent);
const scene = z.strictObject({when: when.omit({step: true}).default({}), steps: z.array(step).min(1)});

// Told apart before they are checked, so that an error hasWords of the one that was meant.
const entry = z.unknown().transform((value, context): z.infer<typeof turn> | z.infer<typeof scene> => {
	const isScene = typeof value === 'object' && value !== null && 'steps' in value;
	const parsed = isScene ? scene.safeParse(value) : turn.safeParse(value);
	if (parsed.success) {
		return parsed.data;
	}

	for (const issue of parsed.error.issues) {
		context.addIssue({code: 'custom', message: issue.message, path: issue.path});
	}

	return z.NEVER;
});

export const scriptFile = z.strictObject({
	/** The version of this format. */
	rehearsal: z.literal(1, {error: 'expected 1, the version of the format'}),
	/** Milliseconds between two words. */
	pace: milliseconds.default(20),
	/** Milliseconds before each answer. */
	pause: milliseconds.default(0),
	/** More files, relative to this one; their turns come after those of this file, in order. */
	include: z.array(z.string()).default([]),
	turns: z.array(entry).default([]),
});

function isPattern(source: string): boolean {
	try {
		// eslint-disable-next-line no-new -- only whether it compiles is asked
		new RegExp(source, 'v');
		return true;
	} catch {
		return false;
	}
}
