import type {Paths} from '../base/paths.js';
import type {Print} from './print.js';

/** Where the values of an argument or option come from: completion offers them. A list is also checked. */
export type ValueSource = 'task' | 'session' | 'project' | 'rule' | 'inputs-file' | 'agent' | 'file' | 'folder' | readonly string[];

export type OptionRecord = {
	type: 'string' | 'boolean';
	/** One letter. */
	short?: string;
	/** May be given more than once. */
	multiple?: boolean;
	/** What stands for the value in the help, e.g. `<dollars>`. */
	value?: string;
	words: string;
	/** What holds when it is not given, in words. */
	otherwise?: string;
	from?: ValueSource;
};

export type ArgumentRecord = {
	name: string;
	words: string;
	/** @default false */
	required?: boolean;
	/** Takes all that follow. */
	many?: boolean;
	from?: ValueSource;
};

export type Example = {line: string; words: string};

/** One command. Help, README, completion and the parser read nothing else, so that they cannot disagree. */
export type CommandRecord = {
	name: string;
	group: CommandGroup;
	/** One line, an imperative. */
	summary: string;
	arguments: readonly ArgumentRecord[];
	options: Readonly<Record<string, OptionRecord>>;
	examples: readonly Example[];
	/** Further sentences of its help. */
	notes?: readonly string[];
	/** Not listed: for programs. */
	hidden?: boolean;
	load: () => Promise<{run: RunCommand}>;
};

export const commandGroups = ['The floor', 'The queue', 'What needs you', 'What it learns', 'The program'] as const;
export type CommandGroup = (typeof commandGroups)[number];

export type OptionValues = Readonly<Record<string, string | boolean | readonly string[] | undefined>>;

/** What a command is started with. */
export type Invocation = {
	options: OptionValues;
	arguments: readonly string[];
	context: Context;
};

/** Resolves with the exit code; undefined is 0. What can be expected to go wrong is thrown as a MillwrightError. */
export type RunCommand = (invocation: Invocation) => Promise<number | undefined>;

export type Context = {
	paths: Paths;
	environment: Readonly<Record<string, string | undefined>>;
	/** Absolute. */
	cwd: string;
	version: string;
	print: Print;
	/** Whether a person is there to be asked: stdin and stdout are a terminal. */
	interactive: boolean;
};

export const textOption = (options: OptionValues, name: string): string | undefined => {
	const value = options[name];
	return typeof value === 'string' ? value : undefined;
};

export const flagOption = (options: OptionValues, name: string): boolean => options[name] === true;

export const listOption = (options: OptionValues, name: string): string[] => {
	const value = options[name];
	return Array.isArray(value) ? [...value as readonly string[]] : [];
};
