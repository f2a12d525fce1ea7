import {MillwrightError} from '../../base/errors.js';
import {addCheckout} from '../git/add.js';
import {git, gitList, gitText, GitFailure} from '../git/command.js';
import {head, isAncestor, mergeBase} from '../git/history.js';
import {branchTip} from '../git/refs.js';
import {removeWorktree} from '../git/remove.js';
import type {Place, Repository, Worktree} from '../git/types.js';
import {placeOf, requireWorktree} from '../git/worktrees.js';

export type Prepared =
	/** On the base that it was asked for; `checkout` is a clean detached checkout of `commit` and stays, for the gates. */
	| {state: 'ready'; base: string; commit: string; checkout: Worktree}
	/** Nothing is left of it; `at` is the commit of the attempt that could not be put onto the base, `files` those in conflict. */
	| {state: 'conflict'; base: string; at: string; files: string[]};

/**
Put an attempt's commits onto what the base branch is now, in a temporary worktree.

Nothing moves: no branch, no checkout of the user. The commits keep their authors and messages. What a crash left at `path`
is cleared away first.
*/
export async function prepareMerge(repo: Repository, {commit, base, path: folder}: {commit: string; base: string; path: string}): Promise<Prepared> {
	const target = await branchTip(repo, base);
	if (target === undefined) {
		throw new MillwrightError('no-base-branch', `The base branch ${base} is not in ${repo.path}.`, {hint: 'Make it again, or change the base of the project.'});
	}

	const clear = async () => removeWorktree(repo, {path: folder, task: 'merge', base, discard: true});
	await clear();
	const fork = await mergeBase(repo, {left: target, right: commit});
	if (fork === undefined) {
		throw new MillwrightError('no-common-history', `The commit ${commit.slice(0, 10)} shares no history with ${base}.`, {hint: 'Build the task again from the base.'});
	}

	const checkout = await addCheckout(repo, {path: folder, commit});
	if (await isAncestor(repo, {ancestor: target, of: commit})) {
		return {state: 'ready', base: target, commit, checkout};
	}

	const stopped = await rebase(repo, {place: placeOf(checkout), onto: target, fork});
	if (stopped !== undefined) {
		await clear();
		return {state: 'conflict', base: target, at: stopped.at ?? commit, files: stopped.files};
	}

	const {commit: rebased} = await head(repo, folder);
	if (rebased === undefined || !await isAncestor(repo, {ancestor: target, of: rebased})) {
		throw new MillwrightError('rebase-failed', `The rebase of ${commit.slice(0, 10)} onto ${base} ended on another history.`, {hint: 'Try again.'});
	}

	return {state: 'ready', base: target, commit: rebased, checkout: await requireWorktree(repo, folder)};
}

/** Undefined when it went through; otherwise it is undone. */
async function rebase(repo: Repository, {place, onto, fork}: {place: Place; onto: string; fork: string}): Promise<{at: string | undefined; files: string[]} | undefined> {
	const args = ['rebase', '--merge', '--no-autostash', '--no-autosquash', '--no-gpg-sign', '--no-rerere-autoupdate', '--no-stat', '--empty=drop', '--onto', onto, fork];
	const result = await git(repo, args, {place, answers: [0, 1]});
	if (result.exitCode === 0) {
		return undefined;
	}

	const files = await gitList(repo, ['diff', '--name-only', '--diff-filter=U', '--no-ext-diff', '--no-textconv', '--ignore-submodules=dirty', '-z'], {place, reads: true});
	const at = await gitText(repo, ['rev-parse', '--quiet', '--verify', 'REBASE_HEAD'], {place, reads: true, answers: [0, 1, 128]});
	await git(repo, ['rebase', '--abort'], {place});
	if (files.length === 0) {
		// Stopped for another reason than a conflict: nobody can build that away.
		throw new GitFailure(args, result);
	}

	return {at: at === '' ? undefined : at, files};
}
