import type {Finding} from './exchange.js';
import type {GateOutcome} from './project.js';
import type {StageName} from './task.js';

export type StageState = 'pending' | 'running' | 'waiting' | 'passed' | 'failed' | 'skipped' | 'interrupted';

/** One stage of a run, or of one attempt of it: all that can be looked at, while it runs and after. */
export type StageView = {
	stage: StageName;
	/** From 1; undefined for stages of the whole run. */
	attempt?: number;
	state: StageState;
	/** Unix milliseconds. */
	startedAt?: number;
	endedAt?: number;
	/** Dollars. */
	cost: number;
	sessions: string[];
	/** What went in and what came out, a short sentence each. */
	input: string;
	output: string;
	/** The stage's log, a path that `stage.log` reads. */
	log?: string;
};

export type VerdictView = {
	role: string;
	provider: string;
	model: string;
	session: string;
	verdict: 'pass' | 'fail';
	summary: string;
	/** `confirmed`: the quotation stands at that file and line of the commit that was judged. */
	findings: Array<Finding & {confirmed: boolean}>;
};

export type AttemptView = {
	number: number;
	state: 'building' | 'verifying' | 'gating' | 'passed' | 'failed' | 'discarded' | 'proposed' | 'merged';
	branch: string;
	worktree: string;
	agent: string;
	commit?: string;
	commits: number;
	verdicts: VerdictView[];
	gates: GateOutcome[];
	/** Lines added and removed against the base. */
	lines?: {added: number; removed: number; files: number};
	reason?: string;
};

export type RunView = {
	id: string;
	project: string;
	task: string;
	generation: number;
	state: 'running' | 'needs' | 'paused' | 'merged' | 'failed' | 'cancelled' | 'regenerated';
	/** The commit of the base that the run was started from. */
	baseCommit: string;
	/** Path of the plan on the inputs branch, once written. */
	plan?: string;
	stages: StageView[];
	attempts: AttemptView[];
	/** The attempt that is proposed for merging. */
	proposed?: number;
	/** Providers of the verifiers: one name means verification by a single provider, and every screen says so. */
	verifiedBy: string[];
	startedAt: number;
	endedAt?: number;
	cost: number;
	/** The rule that this run's failure became, if it did. */
	lesson?: string;
};

/** The proposed change, for the approval. */
export type ReviewView = {
	task: string;
	run: string;
	attempt: number;
	baseCommit: string;
	commit: string;
	/** A unified diff of base against commit; not made safe for drawing. */
	diff: string;
	files: Array<{path: string; added: number; removed: number}>;
	verdicts: VerdictView[];
	gates: GateOutcome[];
	singleProvider: boolean;
	plan: string;
};
