import {z} from 'zod';
import {taskState} from '../source/protocol/task.js';
import {defineDocument} from './document.js';

const task = z.looseObject({
	/** Unique within its project. */
	id: z.string(),
	project: z.string(),
	title: z.string(),
	/** 1 (first) to 5 (last). */
	priority: z.number().int().min(1).max(5).default(3),
	/** Its place among those of the same priority: the smaller first. Any number, so that one fits between two. */
	order: z.number(),
	dependsOn: z.array(z.string()).default([]),
	held: z.boolean().default(false),
	paused: z.boolean().default(false),
	state: taskState,
	/** Why it is in this state, in one sentence, when that is not plain. */
	reason: z.string().optional(),
	/** Attempts in parallel; the pipeline's number when null. */
	attempts: z.number().int().min(1).max(16).nullable().default(null),
	/** The adapter that builds; the pipeline's when null. */
	agent: z.string().nullable().default(null),
	/** Unix milliseconds. */
	createdAt: z.number(),
	/** Unix milliseconds: since when it is in this state. */
	since: z.number(),
	/** The key it was added with: the same key twice adds one task. */
	addKey: z.string().nullable().default(null),
	/** Ids of its runs, oldest first. */
	runs: z.array(z.string()).default([]),
	/** The commit of the inputs branch that holds the intent as it was last written. */
	intentVersion: z.string().nullable().default(null),
	/** What the person said when they rejected or retried it, oldest first. */
	feedback: z.array(z.string()).default([]),
	/** Things that the person is told once: dismissed from the inbox. */
	notices: z.array(z.object({id: z.string(), kind: z.enum(['checkout', 'leftover', 'failure']), text: z.string(), detail: z.string(), at: z.number()})).default([]),
	/** The intent's text as it was accepted: written to the inputs branch, and here until then. */
	text: z.string().default(''),
	/** The merge commit on the base branch, once merged. */
	merged: z.string().optional(),
});
export type Task = z.infer<typeof task>;

export const taskDocument = defineDocument<Task>({name: 'task', version: 1, schema: task, migrations: {}});

/** The key of a task in the store: ids are unique within a project only. */
export const taskKey = (of: {project: string; id: string}): string => `${of.project}/${of.id}`;

/** A task in one of these states is under way. */
export const underWay: ReadonlySet<Task['state']> = new Set(['running', 'needs', 'paused']);
