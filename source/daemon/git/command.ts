import {Buffer} from 'node:buffer';
import {existsSync} from 'node:fs';
import path from 'node:path';
import {simpleGit, type SimpleGitOptions} from 'simple-git';
import {MillwrightError} from '../../base/errors.js';
import {safeLine} from '../../base/safe-text.js';
import {keepCommonFolder} from './common-folder.js';
import {gitEnvironment, type EnvironmentOptions} from './hardening.js';
import {programsOff} from './programs-off.js';
import {mendLock} from './stale-lock.js';
import type {Place, Repository} from './types.js';

export type GitResult = {
	exitCode: number;
	stdout: Buffer;
	/** UTF-8 of stdout, as git wrote it. */
	text: string;
	stderr: string;
};

export type GitOptions = {
	/** Where; the common git folder without files when not given. */
	place?: Place;
	/** What git reads on its standard input. */
	input?: string | Buffer;
	/** A temporary index. */
	index?: string;
	/** It only looks and takes no locks. */
	reads?: boolean;
	/** Exit codes that are answers and not failures; [0] when not given. */
	answers?: number[];
};

/** What is no fault of the repository. */
const ofTheMachine = [
	{says: /no space left|disk quota/iv, code: 'no-space', hint: 'Free some space on the disk and try again.'},
	{says: /read-only file system/iv, code: 'read-only', hint: 'The repository has to be on a disk that can be written: clone it to one.'},
	{says: /permission denied|operation not permitted/iv, code: 'not-allowed', hint: 'Look at the owner and the mode of the repository\'s .git folder: it has to be writable for you.'},
] as const;

/** A git command that failed: what was asked and what git said, for those who can mend it. */
export class GitFailure extends MillwrightError {
	readonly result: GitResult;

	constructor(args: readonly string[], result: GitResult) {
		const lines = result.stderr.trim().split('\n').filter(line => line.trim() !== '');
		// After what it died of, git often gives advice.
		const said = safeLine(lines.findLast(line => /^(?:fatal|error): /v.test(line)) ?? lines.at(-1) ?? `exit code ${result.exitCode}`, 300);
		const known = ofTheMachine.find(({says}) => says.test(result.stderr));
		super(known?.code ?? 'git-failed', `git ${args[0]} failed: ${said}`, known === undefined ? {} : {hint: known.hint});
		this.result = result;
	}
}

/**
Run git on a repository. Its output is returned whole; an exit code that is no answer is thrown as a `GitFailure`.

A lock that a git process left behind when it was killed is mended, and the command run again once.
*/
export async function git(repo: Repository, args: readonly string[], options: GitOptions = {}): Promise<GitResult> {
	const {place = {gitDir: repo.gitDir}, answers = [0], ...rest} = options;
	await keepCommonFolder(repo, place);
	const settings = place.workTree === undefined ? [] : await programsOff(repo, place, async () => configuredKeys(repo, place));
	const environment: EnvironmentOptions = {repo, place, settings, ...rest};

	const once = async () => runGit(args, {environment, cwd: place.workTree ?? repo.gitDir, input: options.input});
	let result = await once();
	if (!answers.includes(result.exitCode) && await mendLock(repo, result.stderr)) {
		result = await once();
	}

	if (!answers.includes(result.exitCode)) {
		throw new GitFailure(args, result);
	}

	return result;
}

/** The trimmed text that git printed. */
export async function gitText(repo: Repository, args: readonly string[], options: GitOptions = {}): Promise<string> {
	const {text} = await git(repo, args, options);
	return text.trim();
}

/** The records of a `-z` output. */
export async function gitList(repo: Repository, args: readonly string[], options: GitOptions = {}): Promise<string[]> {
	const {text} = await git(repo, args, options);
	return text.split('\0').filter(record => record !== '');
}

async function configuredKeys(repo: Repository, place: Place): Promise<string[]> {
	const args = ['config', '--list', '--name-only', '--null'];
	const result = await runGit(args, {environment: {repo, place, reads: true}, cwd: repo.gitDir});
	if (result.exitCode !== 0) {
		throw new GitFailure(args, result);
	}

	return result.text.split('\0');
}

// The categories of simple-git's safety net that our own fixed environment falls into. Arguments never carry settings: see below.
const ours: SimpleGitOptions['unsafe'] = {
	allowUnsafeAskPass: true,
	allowUnsafeConfigEnvCount: true,
	allowUnsafeConfigPaths: true,
	allowUnsafeCommandBinaries: true,
	allowUnsafeCredentialHelper: true,
	allowUnsafeDiffExternal: true,
	allowUnsafeDiffTextConv: true,
	allowUnsafeEditor: true,
	allowUnsafeFilter: true,
	allowUnsafeFsMonitor: true,
	allowUnsafeGitProxy: true,
	allowUnsafeHooksPath: true,
	allowUnsafeMergeDriver: true,
	allowUnsafePager: true,
	allowUnsafeProtocolOverride: true,
	allowUnsafeSshCommand: true,
};

// No command of ours is known to need more; a git that hangs must not hold the repository's lock for ever.
const silence = 10 * 60_000;

export type RunOptions = {environment: EnvironmentOptions; cwd: string; input?: string | Buffer | undefined};

/** One git process, by simple-git's `raw`; never a shell, never a setting in the arguments. */
export async function runGit(args: readonly string[], {environment, cwd, input = ''}: RunOptions): Promise<GitResult> {
	if (args[0] === undefined || args[0].startsWith('-')) {
		throw new Error(`A git command begins with its name; got ${args[0]}.`);
	}

	const all = gitEnvironment(environment);
	let result: GitResult | undefined;
	const client = simpleGit({
		baseDir: existsSync(cwd) ? cwd : path.parse(cwd).root,
		unsafe: ours,
		allowEnvironment: Object.keys(all),
		timeout: {block: silence},
		// Only the end of its output is the end of a command: a second after the exit, a long diff could still be on its way.
		completion: {onClose: true, onExit: false},
		input: () => typeof input === 'string' ? Buffer.from(input) : input,
		errors(error, {exitCode, stdOut, stdErr}) {
			const stdout = Buffer.concat(stdOut);
			// A process that was killed has no exit code, which simple-git takes for success.
			const code = (exitCode as number | null) ?? -1;
			const said = Buffer.concat(stdErr).toString('utf8');
			result = {exitCode: code === 0 && error !== undefined ? -1 : code, stdout, text: stdout.toString('utf8'), stderr: said === '' && error instanceof Error ? error.message : said};
			return code === 0 ? error : error ?? new Error('failed');
		},
	});
	try {
		await client.env(all).raw([...args]);
	} catch (error) {
		// Not started at all: refused by simple-git, or ended by its time limit before it said anything.
		if (result === undefined) {
			throw error;
		}
	}

	if (result === undefined) {
		throw new Error(`git ${args[0]} gave no result.`);
	}

	if (/\bENOENT\b/v.test(result.stderr) && result.exitCode < 0) {
		throw new MillwrightError('git-not-found', 'git was not found in PATH.', {hint: 'Install git 2.38 or newer.'});
	}

	return result;
}
