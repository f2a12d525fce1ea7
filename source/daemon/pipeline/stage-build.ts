import path from 'node:path';
import type {Run} from '../../../state/run.js';
import {addAttempt} from '../git/add.js';
import {diff} from '../git/diff.js';
import {commitsBetween, head} from '../git/history.js';
import {readInput} from '../inputs/inputs.js';
import {commitLeftovers} from './commit-leftovers.js';
import {attemptOf, updateAttempt} from './attempts.js';
import {runOf, taskOf} from './parts.js';
import type {StageSpec} from './pipeline-spec.js';
import {buildPrompt, askOf} from './prompts.js';
import {inForce, readRules} from './rules-in-force.js';
import {next, type Outcome, type RunContext} from './run-context.js';
import {runRole, type RoleEnding} from './run-role.js';
import {planFile, runNumber} from './stage-plan.js';
import {recordStage} from './stage-record.js';

const stage = 'build';

/** N attempts in parallel, each by a builder in its own worktree and on its own branch. */
export async function buildStage(context: RunContext, spec: StageSpec): Promise<Outcome> {
	const {parts, run, project, task} = context;
	const count = taskOf(parts, `${project}/${task}`).attempts ?? spec.attempts ?? 1;
	const attempts = await context.steps.once('build:attempts', async () => declare(context, {count, agent: agentOf(context, spec)}));
	await Promise.all(attempts.map(async number => build(context, spec, number)));
	const built = runOf(parts, run).attempts.filter(({state}) => state === 'verifying');
	if (built.length > 0) {
		return next;
	}

	const reasons = runOf(parts, run).attempts.map(attempt => `attempt ${attempt.number}: ${attempt.reason ?? 'failed'}`);
	return {type: 'stuck', reason: `Nothing was built (${reasons.join('; ')}).`};
}

const agentOf = (context: RunContext, spec: StageSpec): string =>
	taskOf(context.parts, `${context.project}/${context.task}`).agent ?? context.pipeline.roles[spec.role ?? 'builder']!.agent;

async function declare(context: RunContext, {count, agent}: {count: number; agent: string}): Promise<number[]> {
	const {parts, run, task, room} = context;
	const numbers = Array.from({length: count}, (_, index) => index + 1);
	const suffix = runNumber(run);
	await parts.store.runs.update(run, draft => {
		draft.attempts = numbers.map((number): Run['attempts'][number] => ({
			number,
			state: 'building',
			branch: `millwright/runs/${task}/${suffix}-${number}`,
			worktree: path.join(room.folder, 'worktrees', `${task}-${suffix}-${number}`),
			agent,
			commits: 0,
			verdicts: [],
			gates: [],
		}));
	});
	return numbers;
}

async function build(context: RunContext, spec: StageSpec, number: number): Promise<void> {
	const {parts, run, room, steps, baseCommit} = context;
	const key = {run, stage, attempt: number} as const;
	if (steps.done(`build:${number}:built`) !== undefined) {
		return;
	}

	const {branch, worktree, agent} = attemptOf(context, number);
	await recordStage(parts.store.runs, key, {state: 'running', input: `${planFile(context.task)} on ${baseCommit.slice(0, 8)}`});
	await addAttempt(room.repository, {branch, path: worktree, commit: baseCommit});
	const role = spec.role ?? 'builder';
	const ending = await runRole(context, {
		key: `build:${number}`,
		role,
		spec: {...context.pipeline.roles[role]!, agent},
		stage,
		attempt: number,
		attempts: runOf(parts, run).attempts.length,
		cwd: worktree,
		rules: inForce(await readRules(room.inputs)),
		prompt: buildPrompt({plan: await readInput(room.inputs, planFile(context.task)) ?? askOf(context.intent), branch, attempt: number, attempts: runOf(parts, run).attempts.length}),
	});
	await steps.once(`build:${number}:built`, async () => inspect(context, number, ending));
}

/** What was really built is read from git: neither the agent's word nor its exit code counts. */
async function inspect(context: RunContext, number: number, ending: RoleEnding): Promise<string> {
	const {parts, run, room, baseCommit} = context;
	const key = {run, stage, attempt: number} as const;
	const {worktree, branch} = attemptOf(context, number);
	const leftovers = await commitLeftovers(room.repository, {path: worktree, branch, base: baseCommit});
	const {commit = baseCommit, branch: on} = await head(room.repository, worktree);
	const commits = await commitsBetween(room.repository, {from: baseCommit, to: commit});
	const fault = faultOf({ending, commits: commits.length, on, branch});
	const {files} = await diff(room.repository, {from: baseCommit, to: commit});
	const lines = {files: files.length, added: sum(files.map(({added}) => added)), removed: sum(files.map(({removed}) => removed))};
	await updateAttempt(context, number, draft => {
		draft.commit = commit;
		draft.commits = commits.length;
		draft.lines = lines;
		draft.state = fault === undefined ? 'verifying' : 'failed';
		draft.reason = fault;
	});
	await recordStage(parts.store.runs, key, {
		state: fault === undefined ? 'passed' : 'failed',
		output: fault ?? `${commits.length} ${commits.length === 1 ? 'commit' : 'commits'} at ${commit.slice(0, 8)}, +${lines.added} -${lines.removed}${said[leftovers]}`,
	});
	return commit;
}

const said = {none: '', committed: '; the agent did not commit it, Millwright did', 'left out': '; what it left uncommitted is not in it'} as const;

function faultOf({ending, commits, on, branch}: {ending: RoleEnding; commits: number; on: string | undefined; branch: string}): string | undefined {
	if (ending.result?.kind === 'failure') {
		return ending.result.message;
	}

	if (on !== branch) {
		return `its worktree is on ${on ?? 'no branch'} and not on ${branch}`;
	}

	if (commits === 0) {
		const how = ending.exit?.signal ?? (ending.exit?.code === undefined ? 'its holder was lost' : `exit ${ending.exit.code}`);
		return `it ended without a commit (${how})`;
	}

	return undefined;
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);
