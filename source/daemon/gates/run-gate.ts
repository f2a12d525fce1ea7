import {createHash} from 'node:crypto';
import {readFile, writeFile} from 'node:fs/promises';
import path from 'node:path';
import {performance} from 'node:perf_hooks';
import {MillwrightError} from '../../base/errors.js';
import type {GateOutcome, GateSpec} from '../../protocol/project.js';
import {changes} from '../git/changes.js';
import {git} from '../git/command.js';
import type {Repository, Worktree} from '../git/types.js';
import {placeOf, requireWorktree} from '../git/worktrees.js';
import {openLog, type GateLog} from './log.js';
import {runCommand, type Ended} from './process.js';
import {TestCount} from './proof.js';
import {killTree} from './tree.js';

export type RunGate = {
	gate: GateSpec;
	/** The very commit that is to be proved. */
	commit: string;
	/** A detached checkout of it that Millwright made (`addCheckout`, `prepareMerge`): what earlier gates left there is cleared away. */
	checkout: string;
	/** All of the environment, e.g. `gateEnvironment(process.env)`. */
	environment: Record<string, string>;
	/** The file that the whole output is written to (its first 8 MB). */
	log: string;
	signal?: AbortSignal | undefined;
	onOutput?: ((text: string) => void) | undefined;
};

/**
Run one gate, and be red unless it is proved green: on a clean checkout of the commit, ended by itself with 0, the commit and
its files still the same after it, and, where tests are the proof, at least one of them counted.
*/
export async function runGate(repo: Repository, options: RunGate): Promise<GateOutcome> {
	const {gate, commit, log: file} = options;
	const started = performance.now();
	const log = await openLog(file, options.onOutput);
	const count = new TestCount();
	const judge = async (): Promise<Judgement> => {
		const worktree = await ownCheckout(repo, options.checkout);
		const broken = await prepare(repo, {worktree, commit}) ?? await setUp({...options, worktree, log});
		if (broken !== undefined) {
			return {reason: broken, isGreen: false};
		}

		log.line(`$ ${gate.command.join(' ')}`);
		const ended = await run(options, {command: gate.command, onOutput(text) {
			log.text(text);
			count.push(text);
		}});
		const tests = count.finish();
		const known = tests === undefined ? {} : {tests};
		const fault = faultOf(ended, {command: gate.command, timeout: gate.timeout}) ?? await tampered(repo, {worktree, commit});
		if (fault !== undefined) {
			return {reason: fault, isGreen: false, ...known, ...(isMissing(ended) ? {couldNotRun: true} : {})};
		}

		if (gate.proof === 'tests' && (tests ?? 0) === 0) {
			return {reason: tests === undefined ? 'no test ran: the output holds no count of tests that is known' : 'no test ran', isGreen: false, ...known};
		}

		return {reason: tests === undefined ? 'exited with 0' : `exited with 0, ${tests} ${tests === 1 ? 'test' : 'tests'} ran`, isGreen: true, ...known};
	};

	try {
		const {reason, isGreen, tests, couldNotRun} = await judge();
		log.line(`${isGreen ? 'green' : 'red'}: ${reason}`);
		return {name: gate.name, state: isGreen ? 'green' : 'red', reason, commit, duration: Math.round(performance.now() - started), log: file, ...(tests === undefined ? {} : {tests}), ...(couldNotRun === undefined ? {} : {couldNotRun})};
	} finally {
		await log.close();
	}
}

/** Ends what the gates of a daemon that was killed left running in a checkout: it would write into the next one at that place. */
export async function endGateStrays(checkout: string): Promise<void> {
	await killTree(undefined, gateMark(checkout));
}

/** One gate at a time runs in a checkout, so its place is a name for all that it started. */
export const gateMark = (checkout: string): string => `gate-${createHash('sha256').update(path.resolve(checkout)).digest('hex').slice(0, 32)}`;

/** Only a detached checkout of our own is cleared: never a person's, never an agent's. */
async function ownCheckout(repo: Repository, folder: string): Promise<Worktree> {
	const worktree = await requireWorktree(repo, folder);
	if (worktree.main || worktree.branch !== undefined || worktree.locked?.startsWith('millwright:') !== true) {
		throw new MillwrightError('not-a-gate-checkout', `Gates do not run at ${folder}: it is not a detached checkout that Millwright made.`, {hint: 'Make one of the commit for the gates.'});
	}

	return worktree;
}

/** The checkout as the commit has it; why it cannot be, when it cannot. */
async function prepare(repo: Repository, {worktree, commit}: {worktree: Worktree; commit: string}): Promise<string | undefined> {
	if (worktree.commit !== commit) {
		return `the checkout is at ${worktree.commit?.slice(0, 10) ?? 'no commit'} and not at ${commit.slice(0, 10)}`;
	}

	const place = placeOf(worktree);
	await git(repo, ['reset', '--hard', '--quiet', '--no-recurse-submodules'], {place});
	// Ignored files stay: they are what the set-up made, e.g. node_modules.
	await git(repo, ['clean', '-ffdq'], {place});
	const {modified, deleted, untracked} = await changes(repo, {path: worktree.path, commit});
	const rest = [...modified, ...deleted, ...untracked];
	return rest.length === 0 ? undefined : `the checkout is not clean: ${some(rest)}`;
}

/** Each set-up once a checkout: what several gates need is made for the first of them. */
async function setUp(options: Omit<RunGate, 'log'> & {worktree: Worktree; log: GateLog}): Promise<string | undefined> {
	const {gate, worktree, log} = options;
	const file = path.join(worktree.gitDir, 'millwright-setup.json');
	const done = await readDone(file);
	for (const command of gate.setup) {
		const key = JSON.stringify(command);
		if (done.includes(key)) {
			continue;
		}

		log.line(`$ ${command.join(' ')}`);
		const ended = await run(options, {command, onOutput: log.text});
		const fault = faultOf(ended, {command, timeout: gate.timeout});
		if (fault !== undefined) {
			return `set-up failed: ${command.join(' ')} ${fault}`;
		}

		done.push(key);
		await writeFile(file, JSON.stringify(done));
	}

	return undefined;
}

async function readDone(file: string): Promise<string[]> {
	try {
		return JSON.parse(await readFile(file, 'utf8')) as string[];
	} catch {
		return [];
	}
}

async function run({gate, checkout, environment, signal}: Omit<RunGate, 'log'>, {command, onOutput}: {command: readonly string[]; onOutput: (text: string) => void}): Promise<Ended> {
	return runCommand({command, cwd: checkout, environment, timeout: gate.timeout, signal, onOutput, mark: gateMark(checkout)});
}

type Judgement = {reason: string; isGreen: boolean; tests?: number; couldNotRun?: boolean};

/** The program of the gate is not there: the machine's fault, or the gate's, and not the work's. */
const isMissing = (ended: Ended): boolean => ended.how === 'not-found' || (ended.how === 'exit' && ended.code === 127);

/** Why an end is not a pass; undefined when it is. */
function faultOf(ended: Ended, {command, timeout}: {command: readonly string[]; timeout: number}): string | undefined {
	switch (ended.how) {
		case 'not-found': {
			return `${ended.reason}: ${command[0]}`;
		}

		case 'timeout': {
			return `timed out after ${timeout} s`;
		}

		case 'stopped': {
			return 'stopped before its end';
		}

		case 'signal': {
			return `crashed: ended by ${ended.signal}`;
		}

		case 'exit': {
			return exitFault(ended.code, command);
		}
	}
}

function exitFault(code: number, command: readonly string[]): string | undefined {
	if (code === 0) {
		return undefined;
	}

	if (code === 127) {
		return `not found: ${command.join(' ')} exited with 127`;
	}

	// By the custom of shells: 128 and the number of the signal that ended what they ran.
	return code > 128 && code < 160 ? `crashed: exited with ${code}` : `exited with ${code}`;
}

/** A gate that changed what it was to prove proves nothing. */
async function tampered(repo: Repository, {worktree, commit}: {worktree: Worktree; commit: string}): Promise<string | undefined> {
	const now = await requireWorktree(repo, worktree.path);
	if (now.commit !== commit || now.branch !== undefined) {
		return `the checkout was moved to ${now.branch ?? now.commit?.slice(0, 10) ?? 'no commit'} while the gate ran`;
	}

	const {modified, deleted} = await changes(repo, {path: worktree.path, commit});
	return modified.length + deleted.length === 0 ? undefined : `changed tracked files: ${some([...modified, ...deleted])}`;
}

const some = (names: string[]) => names.length > 3 ? `${names.slice(0, 3).join(', ')} and ${names.length - 3} more` : names.join(', ');
