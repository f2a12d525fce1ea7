import type {ProviderWire} from '../models/provider.js';

/**
The declaration of how to drive one agent CLI: data, so that a person's own in config.yaml `agents:` is equal to a shipped one.

In `arguments`, `environment` and `files` the placeholders are replaced, and in files as inside the quotation marks of JSON or
TOML: see placeholders.ts. An argument that is just the prompt's placeholder is left out when the prompt is typed or piped.
*/
export type Adapter = {
	id: string;
	/** The program, found in PATH or absolute. */
	command: string;
	/** The arguments that print the version. */
	versionArguments: readonly string[];
	/** The version that this declaration was tried with. */
	tried?: string;
	/** Which APIs it can be pointed to, best first. Empty: its calls cannot be metered, and the floor says so. */
	wires: readonly ProviderWire[];
	interactive?: Mode;
	headless?: Mode;
	/** Set in its environment in both modes. */
	environment: Readonly<Record<string, string>>;
	/** Files of a home of its own for each session: path below its folder → text. Never in the worktree or the person's own configuration. */
	files: Readonly<Record<string, string>>;
	/** Whether HOME is the session's folder or the person's, where tool chains and caches are. */
	home: 'session' | 'person';
	/** Exit codes that mean the work was done; whether it was is read from git all the same. */
	success: readonly number[];
};

export type Mode = {
	arguments: readonly string[];
	/** How the prompt reaches it. `type`: typed by the holder once the program is quiet. */
	promptVia: 'argument' | 'type' | 'stdin';
	/** How it is known that the work is done: it exits; it says so by OSC 7501; or it has been still for `quiet` seconds. */
	ends: 'exit' | 'osc7501-done' | 'quiet';
	/** Seconds, for `ends: quiet`. */
	quiet?: number;
};

export type ModeName = 'interactive' | 'headless';

export type LaunchRequest = {
	adapter: Adapter;
	mode: ModeName;
	session: string;
	prompt: string;
	model: string;
	/** The worktree that it works in, absolute. */
	worktree: string;
	/** The person's checkout: agents keep their trust under it. */
	checkout: string;
	/** The worktree's own git folder (…/.git/worktrees/x), and the repository's. */
	gitdir: string;
	commondir: string;
	/** A folder of this session, absolute; `files` are put under it. */
	home: string;
	/** From `gateway.baseUrl(grant, wire)` with the wire of the model's provider. */
	baseUrl: string;
	wire: ProviderWire;
	/** The grant's token: all the key that an agent ever sees. */
	token: string;
	/** The daemon's environment: only what is on the allow-list is taken. */
	environment: Readonly<Record<string, string | undefined>>;
	/** Author and committer of its commits. */
	identity?: {name: string; email: string};
};

export type Launch = {
	argv: string[];
	environment: Record<string, string>;
	/** Absolute path → text: to be written, mode 0600, before it starts. */
	files: Record<string, string>;
	/** To be typed into the session once it is quiet. */
	typePrompt?: string;
	/** The file, among `files`, that `argv` feeds to the program in place of the keyboard. */
	stdin?: string;
	mode: Mode;
};
