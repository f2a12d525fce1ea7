import {safeLine} from '../../base/safe-text.js';
import {diff} from '../git/diff.js';
import {commitsBetween, isAncestor} from '../git/history.js';
import {strayLinks} from '../git/links.js';
import {mendBranch} from '../git/mend-branch.js';
import {requireWorktree} from '../git/worktrees.js';
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
	await mendBranch(room.repository, {path: worktree, branch, fallback: baseCommit});
	const leftovers = await commitLeftovers(room.repository, {path: worktree, branch, base: baseCommit});
	const {commit = baseCommit, branch: on} = await requireWorktree(room.repository, worktree);
	const commits = await commitsBetween(room.repository, {from: baseCommit, to: commit});
	const fault = faultOf({ending, commits: commits.length, on, branch, exchanges: attemptOf(context, number).agent === 'builtin'}) ?? await faultOfCommit(context, commit);
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
		output: fault ?? `${commits.length} ${commits.length === 1 ? 'commit' : 'commits'} at ${commit.slice(0, 8)}, +${lines.added} −${lines.removed}${said[leftovers]}`,
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

/** What could not be judged or merged as what it seems to be. */
async function faultOfCommit({room, baseCommit}: RunContext, commit: string): Promise<string | undefined> {
	if (!await isAncestor(room.repository, {ancestor: baseCommit, of: commit})) {
		return `what it committed does not follow from ${baseCommit.slice(0, 8)}, which it was started from`;
	}

	const links = await strayLinks(room.repository, {from: baseCommit, to: commit});
	return links.length === 0 ? undefined : `it committed ${safeLine(links.join(', '), 80)} as a link to a repository inside its worktree: the files in there are not part of the commit`;
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);
