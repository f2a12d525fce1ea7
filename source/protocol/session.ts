import type {StageName} from './task.js';

/** `asks` waits for the person; `unknown` is a holder that does not answer, which is not the same as dead. */
export type SessionState = 'starting' | 'working' | 'asks' | 'idle' | 'paused' | 'done' | 'failed' | 'unknown';

export type SessionView = {
	id: string;
	/** The number that its pane shows and that focuses it, from 1; kept while the session lives. */
	number: number;
	project: string;
	/** Undefined for a session that the person opened by hand. */
	task?: string;
	run?: string;
	attempt?: number;
	attempts?: number;
	stage?: StageName;
	role: string;
	/** The adapter: builtin, claude, codex … */
	agent: string;
	model?: string;
	provider?: string;
	state: SessionState;
	/** What it stands in line for, while it has not begun: `waits for a slot of shop: 6 of 6 taken`. */
	waits?: string;
	/** Where the state was read: exit, question, budget, osc7501, holder, output. */
	evidence: string;
	/** What it says of itself in one line, freed of control characters. */
	headline?: string;
	/** Unix milliseconds: since when it is in this state. */
	since: number;
	startedAt: number;
	endedAt?: number;
	/** Dollars and tokens so far. */
	cost: number;
	tokens: number;
	/** The holder's socket; undefined once it has gone. */
	socket?: string;
	/** Files that outlive the holder: the history as text and as ANSI. */
	history?: {text: string; ansi: string};
	exit?: {code: number | null; signal: string | null};
};
