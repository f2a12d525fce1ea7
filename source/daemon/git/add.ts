import {readdir, rename, stat, writeFile} from 'node:fs/promises';
import path from 'node:path';
import {MillwrightError} from '../../base/errors.js';
import {git} from './command.js';
import {isClean} from './changes.js';
import {withRepositoryLock} from './lock.js';
import {branchTip, checkBranchName} from './refs.js';
import type {Repository, Worktree} from './types.js';
import {findWorktree, listWorktrees, placeOf, requireWorktree} from './worktrees.js';

/** How a lock reason of ours begins: other locks are somebody else's wish that the tree stays. */
export const ourLock = 'millwright:';
const beingMade = `${ourLock} being made`;

/**
A worktree on a new branch of its own, for an attempt.

An existing branch or path is refused, except what a crash of our own left half-made, or made and unused, with the same
branch, path and commit: that is gone on with.
*/
export async function addAttempt(repo: Repository, {branch, path: folder, commit}: {branch: string; path: string; commit: string}): Promise<Worktree> {
	await checkBranchName(repo, branch);
	return add(repo, {folder, commit, branch});
}

/** A clean detached checkout of a commit, e.g. to run gates on. Adopted, when it is there already, as `addAttempt` does. */
export async function addCheckout(repo: Repository, {path: folder, commit}: {path: string; commit: string}): Promise<Worktree> {
	return add(repo, {folder, commit});
}

/** A worktree on a branch that is there already; the one that stands at the path is taken as it is. */
export async function addExistingBranch(repo: Repository, {branch, path: folder}: {branch: string; path: string}): Promise<Worktree> {
	const commit = await branchTip(repo, branch);
	const there = await findWorktree(repo, folder);
	if (there?.branch === branch && !there.missing && there.locked !== beingMade) {
		return there;
	}

	if (commit === undefined) {
		throw new MillwrightError('no-such-branch', `There is no branch ${branch} in ${repo.path}.`, {hint: 'Fetch it, or give another.'});
	}

	return add(repo, {folder, commit, branch});
}

type Wanted = {folder: string; commit: string; branch?: string};

async function add(repo: Repository, wanted: Wanted): Promise<Worktree> {
	const worktree = await withRepositoryLock(repo, async () => await adopt(repo, wanted) ?? register(repo, wanted));
	if (worktree.locked === beingMade) {
		// Outside of the lock: writing the files is what takes long, and it touches nothing that others share.
		await git(repo, ['reset', '--hard', '--quiet', '--no-recurse-submodules'], {place: placeOf(worktree)});
		await setReason(worktree, `${ourLock} ${wanted.branch ?? 'checkout'}`);
	}

	return requireWorktree(repo, worktree.path);
}

/** What is there already and is what is wanted; undefined when nothing is in the way; anything else is refused. */
async function adopt(repo: Repository, {folder, commit, branch}: Wanted): Promise<Worktree | undefined> {
	const worktree = await findWorktree(repo, folder);
	const tip = branch === undefined ? undefined : await branchTip(repo, branch);
	if (worktree !== undefined && !worktree.main && !worktree.missing && worktree.branch === branch && worktree.commit === commit && worktree.locked?.startsWith(ourLock) && (worktree.locked === beingMade || await isClean(repo, worktree.path))) {
		return worktree;
	}

	if (worktree?.missing === true && (worktree.locked === undefined || worktree.locked === beingMade)) {
		// Registered, and its folder is gone: nothing is lost by forgetting it.
		await git(repo, ['worktree', 'remove', '--force', '--force', '--', worktree.path]);
	} else if (worktree !== undefined || await isOccupied(folder)) {
		throw new MillwrightError('path-exists', `A worktree cannot be made at ${folder}: something is there already.`, {hint: 'Look at it, and remove it if it is not needed.'});
	}

	if (branch !== undefined && tip !== undefined) {
		const all = await listWorktrees(repo);
		if (tip !== commit || all.some(other => other.branch === branch && other.path !== worktree?.path)) {
			throw new MillwrightError('branch-exists', `The branch ${branch} exists already, at ${tip.slice(0, 10)}.`, {hint: `If it is not needed, remove its worktree and delete it: git branch -D ${branch}`});
		}
	}

	return undefined;
}

async function register(repo: Repository, {folder, commit, branch}: Wanted): Promise<Worktree> {
	// A branch that is there is at the very commit (`adopt`): git made it and was killed before it made the tree.
	const tip = branch === undefined ? undefined : await branchTip(repo, branch);
	const how = branch === undefined ? ['--detach'] : (tip === undefined ? ['--no-track', '-b', branch] : []);
	await git(repo, ['worktree', 'add', '--quiet', '--no-checkout', '--lock', '--reason', beingMade, ...how, '--end-of-options', path.resolve(folder), tip === undefined ? commit : branch!]);
	return requireWorktree(repo, folder);
}

async function isOccupied(folder: string): Promise<boolean> {
	try {
		const found = await stat(folder);
		return !found.isDirectory() || (await readdir(folder)).length > 0;
	} catch {
		return false;
	}
}

/** Written whole or not at all: a half-made tree is known by its reason. */
async function setReason(worktree: Worktree, reason: string): Promise<void> {
	const file = path.join(worktree.gitDir, 'locked');
	await writeFile(`${file}.new`, `${reason}\n`);
	await rename(`${file}.new`, file);
}
