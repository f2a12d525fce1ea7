import {z} from 'zod';

/** A gate: a command that must prove the work. Run by Millwright on a clean checkout of the very commit, never by an agent. */
export const gateSpec = z.object({
	name: z.string().min(1).max(60),
	/** The program and its arguments; a single element with spaces is never split. */
	command: z.array(z.string()).min(1),
	/** Seconds. */
	timeout: z.number().positive().default(600),
	/** What proves that tests ran: a known runner's closing lines are read; `exit` trusts the exit code alone (linters, builds). */
	proof: z.enum(['tests', 'exit']).default('exit'),
	/** Where the gate was found, e.g. "package.json scripts.test". */
	source: z.string().default(''),
	/** Run before the gate in the clean checkout, e.g. an install of dependencies. */
	setup: z.array(z.array(z.string())).default([]),
});
export type GateSpec = z.infer<typeof gateSpec>;

export type GateOutcome = {
	name: string;
	state: 'green' | 'red';
	/** One readable sentence: "exited with 1", "no test ran", "timed out after 600 s", "not found: npm". */
	reason: string;
	commit: string;
	/** Milliseconds. */
	duration: number;
	/** Counted from the runner's output, when it says. */
	tests?: number;
	/** The file with the whole output. */
	log: string;
	/** It is red because it could not run at all: that says nothing of the work, and the person is asked. */
	couldNotRun?: boolean;
};

export type ProjectView = {
	id: string;
	name: string;
	/** The user's checkout, absolute. */
	path: string;
	/** The base branch, short name. */
	base: string;
	paused: boolean;
	slots: {used: number; limit: number};
	/** Dollars a day; undefined when there is no budget. `stopped` while the budget holds calls back. */
	budget?: {limit: number; spent: number; stopped: boolean};
	gates: GateSpec[];
	/** Names of the configured providers that the default pipeline would use here. */
	providers: string[];
	counts: {working: number; needsYou: number; merged: number; queued: number};
};

/** What `init` found and proposes, before anything is written. */
export type ProjectProposal = {
	path: string;
	name: string;
	base: string;
	commit: string;
	gates: GateSpec[];
	/** Programs found in PATH that an adapter is shipped for. */
	agents: string[];
	/** What the person should know before they begin, a sentence each. */
	warnings: string[];
	alreadyInitialised: boolean;
};
