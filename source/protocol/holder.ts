/*
What crosses the socket of a holder. It owns one session and knows nothing of tasks.

After hello/welcome:
	other side → holder   JSON `HolderRequest`, and frames of kind `input`: bytes for the pseudo-terminal, as they are
	holder → other side   JSON `HolderEvent`, and frames of kind `screen`: see screen-update.ts

One screen update is in flight a subscriber: the next is sent when the one before was acknowledged. What changed meanwhile
piles up in the grid, not in a queue.
*/

export type Size = {cols: number; rows: number};

/** Whose size a session has while several clients show it: of the one whose person acted last, the largest or the smallest of all, or one that is set. */
export type Sizing = 'latest' | 'largest' | 'smallest' | Size;

/** What a program says of itself by OSC 7501, or what the holder knows without it. */
export type ProgramState = {
	state: 'idle' | 'working' | 'blocked' | 'done' | 'error' | 'unknown';
	kind?: 'permission' | 'question' | 'auth';
	/** 0 to 100. */
	progress?: number;
	app?: string;
	title?: string;
	message?: string;
};

export type SessionExit = {
	/** The exit code, or null when a signal ended it. */
	code: number | null;
	/** The name of the signal, or null. */
	signal: string | null;
	/** Unix milliseconds. */
	at: number;
};

export type HolderStatus = {
	session: string;
	holderPid: number;
	/** The process in the pseudo-terminal. */
	pid: number;
	size: Size;
	/** OSC 0/2, freed of control characters. */
	title: string;
	program: ProgramState;
	/** Unix milliseconds of the last output; 0 before the first. */
	lastOutput: number;
	/** Lines that can be scrolled back to. */
	historyLines: number;
	exit?: SessionExit;
	/** Whether it is being recorded. */
	recording?: boolean;
	/** What the holder could not do, in one sentence: a full disk, a program that could not be started. */
	problem?: string;
	/** The modes that decide how keys and the mouse reach the program. */
	modes: TerminalModes;
};

export type TerminalModes = {
	applicationCursor: boolean;
	applicationKeypad: boolean;
	bracketedPaste: boolean;
	focusEvents: boolean;
	alternateScreen: boolean;
	mouse: 'none' | 'press' | 'click' | 'drag' | 'any';
	/** How the program wants the mouse told: by the byte (the first protocol), or 1005, 1006, 1015, 1016. */
	mouseEncoding: 'bytes' | 'utf8' | 'sgr' | 'urxvt' | 'pixels';
	/** The flags of the kitty keyboard protocol that the program asked for, 0 to 31; 0 is none. */
	kittyFlags: number;
	/** The level of xterm's modifyOtherKeys that the program asked for. */
	modifyOtherKeys: 0 | 1 | 2;
	/** False where the program wants no arrow keys for the wheel on the alternate screen (mode 1007); left out where it is all the same to it. */
	alternateScroll?: boolean;
};

export type SearchMatch = {
	/** 0 is the oldest line that is kept, or with `steady` the first of the session; history comes first and the screen after it. */
	line: number;
	/** In cells. */
	column: number;
	width: number;
};

/**
Lines as the program printed them: rows that go on another are none of their own, so that another width changes no number here. Those of the
screen come behind.
*/
export type BegunLines = {
	/** That have left the history since the start. */
	lost: number;
	/** That begin in the history. */
	kept: number;
	/** How often the program cleared its screen (not the alternate one), and how many lines had begun above it the last time. */
	cleared: {times: number; above: number};
};

/** What text stands on. */
export type Scheme = 'dark' | 'light';

export type HolderRequest =
	/** Be sent screen updates from now on. `revision` 0 asks for the whole screen. */
	| {type: 'subscribe'; revision: number}
	| {type: 'unsubscribe'}
	/** The update of this revision was drawn: the next may come. */
	| {type: 'acknowledge'; revision: number}
	/** Be sent `status` events when something other than the cells changed. */
	| {type: 'watch'}
	| {type: 'status'; id: number}
	/** The terminal that this client shows it on is dark or light: programs that ask are told what was said last. */
	| {type: 'scheme'; scheme: Scheme}
	/** They answered here: others who are shown the screen need not ask them. */
	| ({type: 'heeded'} & Heeded)
	/** The size that this client shows it in, from now until `unsubscribe`; its person acts there. Answered with `sized`. */
	| {type: 'resize'; size: Size}
	/** Type text as a person would: pasted when the program takes pastes, and then the return key as a write of its own. */
	| {type: 'type'; id: number; text: string; submit: boolean}
	/**
	Rows of history and screen, oldest first, as a screen update whose rows start at `from`. Answered with `lines`.

	`steady`: lines are counted from the first of the session, so that a line keeps its number when those before it leave the
	history; without it from the oldest that is kept, as holders do that do not know it.
	*/
	| {type: 'lines'; id: number; from: number; count: number; steady?: boolean}
	| {type: 'search'; id: number; pattern: string; regularExpression: boolean; limit: number; steady?: boolean}
	/** The whole of history and screen as text. */
	| {type: 'text'; id: number; last?: number}
	/** End the program and its whole process tree: HUP and TERM to each group, then KILL after `grace` milliseconds. */
	| {type: 'end'; id: number; grace: number}
	/** Begin to record what the program prints, in `recording.cast` of the session's folder, or end that. Answered with `recording`. */
	| {type: 'record'; id: number; on: boolean}
	/** Stop (SIGSTOP) or continue (SIGCONT) the process tree. */
	| {type: 'freeze'; id: number; frozen: boolean};

/** The code of a failure: the answer is longer than a message may be. */
export const replyTooLong = 'reply-too-long';

/** What a client says without waiting for an answer. */
export type HolderNotice = Exclude<HolderRequest, {id: number}>;

export type HolderEvent =
	| {type: 'status'; id?: number; status: HolderStatus}
	| {type: 'typed'; id: number; arrived: boolean}
	/** `update` is base64 of a screen update that holds only rows. `begun` is left out by a holder that does not count them. */
	| {type: 'lines'; id: number; first: number; total: number; update: string; begun?: BegunLines}
	| {type: 'matches'; id: number; matches: SearchMatch[]; total: number}
	| {type: 'text'; id: number; text: string}
	/** `left` names processes that could not be ended. */
	| {type: 'ended'; id: number; left: Array<{pid: number; command: string}>}
	| {type: 'frozen'; id: number}
	| {type: 'recording'; id: number; on: boolean}
	/** The size that it has now or is about to have, and by which rule. */
	| {type: 'sized'; size: Size; by: 'latest' | 'largest' | 'smallest' | 'fixed'}
	| {type: 'failed'; id: number; code: string; message: string}
	/** The program rang. */
	| {type: 'bell'}
	/** Only to those who are shown the screen. */
	| ({type: 'wish'} & Wish)
	/** The same, when the person has answered at another client. */
	| ({type: 'heeded'} & Heeded);

/** What a program asks of whoever sits before it: that a text be put on their clipboard, or that they be told something. */
export type Wish =
	/**
	`number` counts those of the session. Left out by a holder that is not to be told what the person answered. `elsewhere`: the person typed into it
	last at another of the clients that are shown the screen.
	*/
	| {kind: 'clipboard'; text: string; number?: number; elsewhere?: true}
	| {kind: 'notification'; title: string; text: string};

/** The person has answered what was wished up to a number, and perhaps once and for all. Number 0 answers nothing: it tells what they said once and for all. */
export type Heeded = {number: number; trust?: 'always' | 'never'};

/** `spec.json` of a session's folder: what a holder is started with. Written by the daemon, read by the holder. */
export type HolderSpec = {
	session: string;
	/** The program and its arguments; never a shell string. */
	argv: string[];
	cwd: string;
	/** The whole environment of the program; nothing is inherited. */
	environment: Record<string, string>;
	size: Size;
	/** Lines of history; 10,000 unless configured. */
	historyLines: number;
	/** `latest` unless given. */
	sizing?: Sizing;
	/** Cells of a character whose width is ambiguous; 1 unless given. */
	ambiguousWidth?: 1 | 2;
	/** Whether it is recorded from its first byte on. */
	record?: boolean;
	socket: string;
	token: string;
	/** The version of the package that started it. */
	version: string;
};

/** `holder.json`: who holds it. A process is known by pid, start time and boot, never by pid alone. */
export type HolderRecord = {
	protocol: number;
	version: string;
	session: string;
	socket: string;
	holder: ProcessIdentity;
	program: ProcessIdentity;
	/** Unix milliseconds. */
	startedAt: number;
};

export type ProcessIdentity = {
	pid: number;
	/** Field 22 of /proc/<pid>/stat, in clock ticks since boot; elsewhere what `ps -o lstart` prints. */
	startTime: string;
	bootId: string;
};
