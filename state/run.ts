import {z} from 'zod';
import {finding} from '../source/protocol/exchange.js';
import {stageName} from '../source/protocol/task.js';
import {defineDocument} from './document.js';

const stage = z.looseObject({
	stage: stageName,
	attempt: z.number().int().optional(),
	state: z.enum(['pending', 'running', 'waiting', 'passed', 'failed', 'skipped', 'interrupted']),
	startedAt: z.number().optional(),
	endedAt: z.number().optional(),
	cost: z.number().default(0),
	sessions: z.array(z.string()).default([]),
	input: z.string().default(''),
	output: z.string().default(''),
	log: z.string().optional(),
});

const verdict = z.looseObject({
	role: z.string(),
	provider: z.string(),
	model: z.string(),
	session: z.string(),
	verdict: z.enum(['pass', 'fail']),
	summary: z.string(),
	findings: z.array(finding.extend({confirmed: z.boolean()})).default([]),
});

const gateOutcome = z.looseObject({
	name: z.string(),
	state: z.enum(['green', 'red']),
	reason: z.string(),
	commit: z.string(),
	duration: z.number(),
	tests: z.number().optional(),
	log: z.string(),
	couldNotRun: z.boolean().optional(),
});

const attempt = z.looseObject({
	number: z.number().int(),
	state: z.enum(['building', 'verifying', 'gating', 'passed', 'failed', 'discarded', 'proposed', 'merged']),
	branch: z.string(),
	worktree: z.string(),
	agent: z.string(),
	commit: z.string().optional(),
	commits: z.number().int().default(0),
	verdicts: z.array(verdict).default([]),
	gates: z.array(gateOutcome).default([]),
	lines: z.object({added: z.number(), removed: z.number(), files: z.number()}).optional(),
	reason: z.string().optional(),
});

/** One step of the pipeline as it was done: what a daemon that was killed needs to go on, and to do nothing twice. */
const step = z.looseObject({
	state: z.string(),
});

const run = z.looseObject({
	id: z.string(),
	project: z.string(),
	task: z.string(),
	/** 1 for the first run of the task. */
	generation: z.number().int().min(1),
	state: z.enum(['running', 'needs', 'paused', 'merged', 'failed', 'cancelled', 'regenerated']),
	baseCommit: z.string(),
	plan: z.string().optional(),
	stages: z.array(stage).default([]),
	attempts: z.array(attempt).default([]),
	proposed: z.number().int().optional(),
	verifiedBy: z.array(z.string()).default([]),
	startedAt: z.number(),
	endedAt: z.number().optional(),
	cost: z.number().default(0),
	lesson: z.string().optional(),
	/** Why it ended or waits, in one sentence. */
	reason: z.string().optional(),
	/** What the run before it failed on: the planner is told. */
	feedback: z.object({findings: z.array(finding).default([]), person: z.string().optional()}).default({findings: []}),
	/** What the planner asked, and what the person said. */
	answers: z.array(z.object({session: z.string(), question: z.string(), answer: z.string(), at: z.number()})).default([]),
	/** What the plan checker found of each rule: the plans that cite it, and those sent back for lack of it. */
	rules: z.object({cited: z.array(z.string()).default([]), missed: z.array(z.string()).default([])}).default({cited: [], missed: []}),
	/** What the person decided at the approval. */
	decision: z.object({approved: z.boolean(), reason: z.string().optional(), attempt: z.number().int().optional(), at: z.number()}).optional(),
	/** By the step's name; JSON of the pipeline's own. */
	steps: z.record(z.string(), step).default({}),
});
export type Run = z.infer<typeof run>;
export type RunStep = z.infer<typeof step>;

export const runDocument = defineDocument<Run>({name: 'run', version: 1, schema: run, migrations: {}});
