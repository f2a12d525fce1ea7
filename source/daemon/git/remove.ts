import {rm} from 'node:fs/promises';
import path from 'node:path';
import {MillwrightError} from '../../base/errors.js';
import {ourLock} from './add.js';
import {isClean} from './changes.js';
import {isReachable} from './files.js';
import {git, gitList} from './command.js';
import {isAncestor} from './history.js';
import {refuseLive} from './live.js';
import {withRepositoryLock} from './lock.js';
import {branchRef, branchTip, moveRef} from './refs.js';
import {keepCommit, listTrash, saveTrash} from './trash.js';
import type {Repository, Trash, Worktree} from './types.js';
import {findWorktree, listWorktrees, placeOf} from './worktrees.js';

export type RemoveWorktree = {
	path: string;
	/** Under whose name a backup is kept. */
	task: string;
	/** Short name of the base branch: what it holds needs no backup. */
	base: string;
	/** What is neither merged nor saved is saved, and then the tree goes; without it such a tree stays, with an error. */
	discard: boolean;
};

/**
Remove a worktree, and never what it holds: changes and commits that are neither merged nor saved go to a trash ref first.

The branch stays (see `deleteBranch`). A tree that somebody else locked stays too. One that is gone already is no error.
*/
export async function removeWorktree(repo: Repository, {path: folder, task, base, discard}: RemoveWorktree): Promise<{trash: Trash | undefined}> {
	const worktree = await findWorktree(repo, folder);
	if (worktree === undefined) {
		return {trash: undefined};
	}

	refuseForeign(worktree);
	refuseLive(worktree);
	const trash = worktree.missing ? undefined : await settle(repo, {worktree, task, base, discard});
	await withRepositoryLock(repo, async () => take(repo, worktree));
	return {trash};
}

/** Delete a branch, keeping its tip under a trash ref unless the base holds it. */
export async function deleteBranch(repo: Repository, {branch, task, base}: {branch: string; task: string; base: string}): Promise<string | undefined> {
	return withRepositoryLock(repo, async () => {
		const tip = await branchTip(repo, branch);
		if (tip === undefined) {
			return undefined;
		}

		const worktrees = await listWorktrees(repo);
		const user = worktrees.find(worktree => worktree.branch === branch && !worktree.missing);
		if (user !== undefined) {
			throw new MillwrightError('branch-in-use', `The branch ${branch} is checked out at ${user.path}.`, {hint: 'Remove that worktree first.'});
		}

		const ref = await isMerged(repo, {commit: tip, base}) ? undefined : await keepCommit(repo, {commit: tip, task});
		if (!await moveRef(repo, {ref: branchRef(branch), from: tip, to: undefined, reason: `delete ${branch}`})) {
			throw new MillwrightError('branch-moved', `The branch ${branch} moved while it was being deleted, so it stays.`, {hint: 'See that its agent has ended, and try again.'});
		}

		return ref;
	});
}

/** Forget worktrees of ours whose folders are gone; their branches stay. The paths that were forgotten. */
export async function pruneStale(repo: Repository): Promise<string[]> {
	return withRepositoryLock(repo, async () => {
		const worktrees = await listWorktrees(repo);
		const stale = worktrees.filter(worktree => !worktree.main && worktree.missing && worktree.locked?.startsWith(ourLock) === true);
		for (const worktree of stale) {
			await take(repo, worktree);
		}

		return stale.map(worktree => worktree.path);
	});
}

function refuseForeign(worktree: Worktree): void {
	if (worktree.main) {
		throw new MillwrightError('main-checkout', `${worktree.path} is the user's checkout, which is never removed.`, {hint: 'Give a worktree.'});
	}

	if (worktree.locked !== undefined && !worktree.locked.startsWith(ourLock)) {
		throw new MillwrightError('worktree-locked', `The worktree ${worktree.path} is locked by somebody else${worktree.locked === '' ? '' : ` (${worktree.locked})`}.`, {hint: `Unlock it if it may go: git worktree unlock ${worktree.path}`});
	}
}

async function settle(repo: Repository, {worktree, task, base, discard}: {worktree: Worktree; task: string; base: string; discard: boolean}): Promise<Trash | undefined> {
	const {commit} = worktree;
	await refuseNested(repo, worktree);
	const isUnchanged = commit !== undefined && await isClean(repo, worktree.path);
	if (!isUnchanged && !discard) {
		throw new MillwrightError('worktree-dirty', `The worktree ${worktree.path} holds changes that are not committed.`, {hint: 'Commit them, or discard the worktree: a backup is kept.'});
	}

	const isKept = commit !== undefined && await isSafe(repo, {commit, task, base});
	if (isUnchanged && isKept) {
		return undefined;
	}

	if (!discard) {
		throw new MillwrightError('worktree-unmerged', `The worktree ${worktree.path} holds commits that are neither merged nor saved.`, {hint: 'Merge them, or discard the worktree: a backup is kept.'});
	}

	return saveTrash(repo, {path: worktree.path, task});
}

/** What a repository inside the tree holds cannot be kept from here. */
async function refuseNested(repo: Repository, worktree: Worktree): Promise<void> {
	const entries = await gitList(repo, ['ls-files', '-z', '--stage'], {place: placeOf(worktree), reads: true});
	for (const entry of entries) {
		const folder = path.join(worktree.path, entry.slice(entry.indexOf('\t') + 1));
		if (entry.startsWith('160000 ') && await isReachable(path.join(folder, '.git'))) {
			throw new MillwrightError('nested-repository', `${folder} is a git repository of its own, which cannot be kept from here.`, {hint: 'Move it elsewhere or delete it, and try again.'});
		}
	}
}

/** Merged into the base, or kept as trash. */
async function isSafe(repo: Repository, {commit, task, base}: {commit: string; task: string; base: string}): Promise<boolean> {
	if (await isMerged(repo, {commit, base})) {
		return true;
	}

	const kept = await listTrash(repo, task);
	return kept.some(trash => trash.commit === commit);
}

async function isMerged(repo: Repository, {commit, base}: {commit: string; base: string}): Promise<boolean> {
	const tip = await branchTip(repo, base);
	return tip !== undefined && isAncestor(repo, {ancestor: commit, of: tip});
}

async function take(repo: Repository, worktree: Worktree): Promise<void> {
	// The files first: when this is cut short, the registration is still there and the next call goes on.
	await rm(worktree.path, {recursive: true, force: true, maxRetries: 3});
	await rm(path.join(worktree.gitDir, 'locked'), {force: true});
	await git(repo, ['worktree', 'remove', '--force', '--', worktree.path]);
	repo.log(`Removed the worktree ${worktree.path}.`);
}
