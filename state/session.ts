import {z} from 'zod';
import {question, wire} from '../source/protocol/exchange.js';
import {stageName} from '../source/protocol/task.js';
import {defineDocument} from './document.js';

/** What a session may spend, and under whose name: known again to a new daemon, because its agent goes on calling. */
const grant = z.looseObject({
	/** The run token in the path of the session's gateway address. */
	token: z.string(),
	provider: z.string().optional(),
	wire: wire.optional(),
	model: z.string().optional(),
});

const session = z.looseObject({
	id: z.string(),
	/** The number that its pane shows, from 1. */
	number: z.number().int().min(1),
	project: z.string(),
	task: z.string().optional(),
	run: z.string().optional(),
	attempt: z.number().int().optional(),
	attempts: z.number().int().optional(),
	/** 1 for the first run of the task. */
	generation: z.number().int().optional(),
	stage: stageName.optional(),
	role: z.string(),
	agent: z.string(),
	model: z.string().optional(),
	provider: z.string().optional(),
	state: z.enum(['starting', 'working', 'asks', 'idle', 'paused', 'done', 'failed', 'unknown']),
	evidence: z.string().default(''),
	headline: z.string().optional(),
	/** Unix milliseconds. */
	since: z.number(),
	startedAt: z.number(),
	endedAt: z.number().optional(),
	cost: z.number().default(0),
	tokens: z.number().default(0),
	socket: z.string().optional(),
	history: z.object({text: z.string(), ansi: z.string()}).optional(),
	exit: z.object({code: z.number().nullable(), signal: z.string().nullable()}).optional(),
	/** The token of its holder's socket. */
	holderToken: z.string().optional(),
	grant: grant.optional(),
	/** The session's folder: brief, exchange, history. */
	folder: z.string(),
	/** Where the program runs. */
	worktree: z.string(),
	argv: z.array(z.string()).default([]),
	/** What it asks the person, until it is answered. */
	question: question.optional(),
	/** Unix milliseconds: since when the question or the refusal stands. */
	askedAt: z.number().optional(),
	/** Stopped with its whole process tree until the person resumes it. */
	frozen: z.boolean().default(false),
	/** Its holder has not said yet that it stopped its program, or let it go on. */
	stopOwed: z.boolean().optional(),
	/** It is stopped because its project's budget is used up, and not by the person. */
	frozenByBudget: z.boolean().optional(),
	/** Refused by the budget; lifted when it is raised. */
	refused: z.string().optional(),
	/** A call of it was refused by the budget and none has passed since: if it ends so, its work is half done. */
	cutShort: z.boolean().optional(),
	/** It was ended because the daemon was stopped with its sessions: its work is given to a new one. */
	stopped: z.boolean().optional(),
	/** It cannot reach a model any more, because the gateway had to move: its work is given to a new one, or the person is told. */
	cutOff: z.boolean().optional(),
	/** How it is known that its work is done. */
	ends: z.enum(['exit', 'osc7501-done', 'quiet']).default('exit'),
	/** Seconds of silence, for `quiet`. */
	quiet: z.number().optional(),
	/** A prompt is to be typed into it, and it is not known yet whether it arrived. */
	promptDue: z.boolean().optional(),
	/** Its prompt is not known to have arrived: the person is told. */
	promptLost: z.boolean().optional(),
	/** Whether it leaves a result in its folder: only the built-in agent does. */
	exchanges: z.boolean().default(false),
	/** The program was started: from here on it is adopted and never started again. */
	launched: z.boolean().default(false),
	/** What could not be ended with it. */
	leftovers: z.array(z.object({pid: z.number(), command: z.string()})).default([]),
});
export type Session = z.infer<typeof session>;

export const sessionDocument = defineDocument<Session>({name: 'session', version: 1, schema: session, migrations: {}});
