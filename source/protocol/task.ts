import {z} from 'zod';

/** The versioned contract of a task. Kept as `intents/<task>.md` on the inputs branch: YAML front matter and prose. */
export const intent = z.object({
	/** The task's id and file name: lower case, digits, hyphens. */
	task: z.string().regex(/^[0-9a-z][\-0-9a-z]{0,39}$/v),
	title: z.string().min(1).max(120),
	/** What must be true when it is done; the one part that an intent cannot be without. */
	outcome: z.string().min(1),
	constraints: z.array(z.string()).default([]),
	interfaces: z.array(z.string()).default([]),
	acceptance: z.array(z.string()).default([]),
	fixtures: z.array(z.string()).default([]),
	/** The person's words, unchanged. */
	ask: z.string().min(1),
});
export type Intent = z.infer<typeof intent>;

export const stageName = z.enum(['plan', 'build', 'sweep', 'verify', 'gate', 'approve', 'merge', 'ship']);
export type StageName = z.infer<typeof stageName>;

/** What a task is doing, as the person sees it. `needs` is the only one that waits for the person. */
export const taskState = z.enum(['queued', 'waiting', 'held', 'running', 'needs', 'paused', 'merged', 'failed', 'cancelled']);
export type TaskState = z.infer<typeof taskState>;

export type TaskView = {
	id: string;
	project: string;
	title: string;
	state: TaskState;
	/** The stage of its newest run, when one is under way. */
	stage?: StageName;
	/** 0 to 1 along the pipeline. */
	progress: number;
	/** 1 (first) to 5 (last); 3 unless said. */
	priority: number;
	/** Its place in the queue, from 0. */
	position: number;
	dependsOn: string[];
	/** Those of `dependsOn` that are not merged yet. */
	waitsFor: string[];
	/** 0 before the first run. */
	generation: number;
	attempts: {total: number; live: number; passed: number; failed: number};
	/** Whether its newest run has a change that can be looked at; left out by daemons that do not tell. */
	hasChange?: boolean;
	/** Dollars. */
	cost: number;
	/** Unix milliseconds: since when it is in this state. */
	since: number;
	createdAt: number;
	/** Why it is in this state, in one sentence, when that is not plain. */
	reason?: string;
	/** The merge commit on the base branch, once merged. */
	merged?: string;
};

export const addTask = z.object({
	project: z.string(),
	/** The ask in plain words, or a whole intent file with front matter. */
	text: z.string().min(1),
	/** Chosen from the title when not given. */
	id: z.string().optional(),
	title: z.string().optional(),
	priority: z.number().int().min(1).max(5).optional(),
	dependsOn: z.array(z.string()).default([]),
	hold: z.boolean().default(false),
	/** Attempts in parallel; the pipeline's number when not given. */
	attempts: z.number().int().min(1).max(16).optional(),
	/** The adapter that builds; the pipeline's when not given. */
	agent: z.string().optional(),
	/** The same key twice adds one task: a command that was killed may be repeated. */
	key: z.string().max(64).optional(),
});
export type AddTask = z.infer<typeof addTask>;
