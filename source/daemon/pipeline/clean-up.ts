import path from 'node:path';
import {endGateStrays} from '../gates/run-gate.js';
import {isAncestor, resolveCommit} from '../git/history.js';
import {mendBranch} from '../git/mend-branch.js';
import {branchTip} from '../git/refs.js';
import {deleteBranch, removeWorktree} from '../git/remove.js';
import {keepCommit} from '../git/trash.js';
import {findWorktree} from '../git/worktrees.js';
import {attemptOf} from './attempts.js';
import {projectOf, runOf} from './lookup.js';
import {runNumber} from './names.js';
import type {RunContext} from './run-context.js';

/** Removes a tree of ours. What it holds beyond its commit is saved under refs/millwright/trash/ first. */
export async function discardTree(context: RunContext, tree: string): Promise<void> {
	const {room, task, project, parts} = context;
	if (await findWorktree(room.repository, tree) === undefined) {
		return;
	}

	try {
		await removeWorktree(room.repository, {path: tree, task, base: projectOf(parts, project).base, discard: true});
	} catch (error) {
		// A tree that cannot be removed is kept and told; it is never a reason to stop the work.
		parts.log.warn('a worktree stays', {path: tree, reason: error instanceof Error ? error.message : String(error)});
		parts.news.tell({level: 'warn', text: `${task}: the worktree ${path.basename(tree)} could not be removed and stays`, project, task});
	}
}

/** The clean checkouts that a run's stages made and may have left when they were called off. */
export async function discardCheckouts(context: RunContext): Promise<void> {
	const {parts, room, run, task, pipeline} = context;
	const verifiers = Object.entries(pipeline.roles).filter(([, {kind}]) => kind === 'verifier').map(([role]) => role);
	const ofAttempts = runOf(parts, run).attempts.flatMap(({number}) => [...verifiers, 'gate'].map(name => `${number}-${name}`));
	for (const name of ['plan', ...ofAttempts, 'merge']) {
		const tree = path.join(room.folder, 'checkouts', `${task}-${runNumber(run)}-${name}`);
		await endGateStrays(tree);
		await discardTree(context, tree);
	}
}

/** Removes the worktree and the branch of one attempt; what they hold and nobody has merged is kept under the trash refs. */
export async function discardAttempt(context: RunContext, number: number): Promise<void> {
	const {parts, room, task, project} = context;
	const {worktree, branch, commit} = attemptOf(context, number);
	const {base} = projectOf(parts, project);
	if (!await isOurs(context, number)) {
		return;
	}

	await mendBranch(room.repository, {path: worktree, branch, fallback: commit ?? context.baseCommit});
	await keepJudged(context, {commit, holders: [branch, base]});
	await discardTree(context, worktree);
	await deleteBranch(room.repository, {branch, task, base}).catch((error: unknown) => {
		parts.log.warn('a branch stays', {branch, reason: error instanceof Error ? error.message : String(error)});
	});
}

/** What stood at the attempt's path or under its branch's name before it was begun is somebody else's. A branch that holds nothing may be one that a crash of ours left. */
async function isOurs(context: RunContext, number: number): Promise<boolean> {
	const {room, steps, baseCommit} = context;
	const {worktree, branch} = attemptOf(context, number);
	return steps.done(`build:${number}:tree`) !== undefined
		|| (await findWorktree(room.repository, worktree))?.branch === branch
		|| await branchTip(room.repository, branch) === baseCommit;
}

/** What was judged stays reachable, also when its branch was moved elsewhere meanwhile: an agent can move every branch. */
async function keepJudged({room, task, parts}: RunContext, {commit, holders}: {commit: string | undefined; holders: string[]}): Promise<void> {
	if (commit === undefined || await resolveCommit(room.repository, commit) === undefined) {
		return;
	}

	for (const holder of holders) {
		const tip = await branchTip(room.repository, holder);
		if (tip !== undefined && await isAncestor(room.repository, {ancestor: commit, of: tip})) {
			return;
		}
	}

	const ref = await keepCommit(room.repository, {commit, task});
	parts.log.warn('what was judged was on no branch any more and is kept', {task, commit, ref});
}

/** After a run has ended: its attempts' worktrees and branches go, but the branch of the one to keep. A branch that is not merged leaves a ref in the trash. */
export async function discardAttempts(context: RunContext, {keep}: {keep?: number | undefined} = {}): Promise<void> {
	const {parts, run} = context;
	for (const {number, worktree} of runOf(parts, run).attempts) {
		await (number === keep ? discardTree(context, worktree) : discardAttempt(context, number));
	}

	await parts.store.runs.update(run, draft => {
		for (const attempt of draft.attempts) {
			attempt.state = attempt.number === keep || attempt.state === 'merged' || attempt.state === 'failed' ? attempt.state : 'discarded';
		}
	});
}
