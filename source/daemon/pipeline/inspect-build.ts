import {diff} from '../git/diff.js';
import {commitsBetween, head} from '../git/history.js';
import {attemptOf, updateAttempt} from './attempts.js';
import {commitLeftovers} from './commit-leftovers.js';
import type {RunContext} from './run-context.js';
import type {RoleEnding} from './run-role.js';
import {recordStage} from './stage-record.js';

/** What was really built is read from git: neither the agent's word nor its exit code counts. */
export async function inspectBuild(context: RunContext, number: number, ending: RoleEnding): Promise<string> {
	const {parts, run, room, baseCommit} = context;
	const key = {run, stage: 'build', attempt: number} as const;
	const {worktree, branch} = attemptOf(context, number);
	const leftovers = await commitLeftovers(room.repository, {path: worktree, branch, base: baseCommit});
	const {commit = baseCommit, branch: on} = await head(room.repository, worktree);
	const commits = await commitsBetween(room.repository, {from: baseCommit, to: commit});
	const fault = faultOf({ending, commits: commits.length, on, branch, exchanges: attemptOf(context, number).agent === 'builtin'});
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

type Found = {ending: RoleEnding; commits: number; on: string | undefined; branch: string; exchanges: boolean};

function faultOf({ending, commits, on, branch, exchanges}: Found): string | undefined {
	if (ending.result?.kind === 'failure') {
		return ending.result.message;
	}

	if (on !== branch) {
		return `its worktree is on ${on ?? 'no branch'} and not on ${branch}`;
	}

	const how = ending.exit?.signal ?? (ending.exit?.code === undefined ? 'its holder was lost' : `exit ${ending.exit.code}`);
	if (commits === 0) {
		return `it ended without a commit (${how})`;
	}

	if (exchanges && ending.result === undefined) {
		return `it ended before it said that it was done (${how})`;
	}

	return undefined;
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);
