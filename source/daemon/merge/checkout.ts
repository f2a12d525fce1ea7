import path from 'node:path';
import {git, gitList, GitFailure} from '../git/command.js';
import {isReachable} from '../git/files.js';
import type {Place, Repository, Worktree} from '../git/types.js';
import {listWorktrees, placeOf} from '../git/worktrees.js';

export type CheckoutUpdate = {
	/**
	`updated`: its files are those of the merge now. `current`: they were already. `not on base`: nothing of the user's shows
	the base branch. `dirty`, `busy` (in the middle of a merge, a rebase …) and `filtered` (its files pass a filter such as
	Git LFS, which we never run): left alone, and the person is to be told `reason`.
	*/
	state: 'updated' | 'current' | 'not on base' | 'dirty' | 'busy' | 'filtered';
	/** The checkout, when there is one on the base branch. */
	path: string | undefined;
	/** One sentence, with the cure where there is one. */
	reason: string;
};

type Move = {base: string; from: string; to: string};

/** Bring the checkout that is on the base branch from one commit to the next, after the branch itself has moved. */
export async function updateCheckout(repo: Repository, {base, from, to}: Move): Promise<CheckoutUpdate> {
	const worktrees = await listWorktrees(repo);
	const worktree = worktrees.find(each => each.branch === base && !each.missing);
	if (worktree === undefined) {
		return {state: 'not on base', path: undefined, reason: `No checkout is on ${base}, so no file of yours was touched.`};
	}

	const told = (state: CheckoutUpdate['state'], reason: string): CheckoutUpdate => ({state, path: worktree.path, reason});
	const cure = `Bring it along when you are ready: git read-tree -m -u ${from.slice(0, 12)} ${to.slice(0, 12)}`;
	if (worktree.commit !== to) {
		return told('current', `${worktree.path} is at a later commit of ${base}.`);
	}

	const place = placeOf(worktree);
	if (await isAt(repo, {place, commit: to})) {
		return told('current', `${worktree.path} shows ${base} as it is now.`);
	}

	const underWay = await operation(worktree);
	if (underWay !== undefined) {
		return told('busy', `${worktree.path} is in the middle of ${underWay}, so its files were left alone. ${cure}`);
	}

	if (!await isAt(repo, {place, commit: from})) {
		return told('dirty', `${worktree.path} has changes that are not committed, so its files were left alone. ${cure}`);
	}

	if (await isFiltered(repo, {place, from, to})) {
		return told('filtered', `Changed files of ${worktree.path} pass a filter of your git configuration, which Millwright does not run. ${cure}`);
	}

	try {
		// Git refuses the whole of it when one file is in the way, and then has changed nothing.
		await git(repo, ['read-tree', '-u', '-m', '--no-recurse-submodules', '--end-of-options', from, to], {place});
	} catch (error) {
		if (error instanceof GitFailure) {
			return told('dirty', `A file of ${worktree.path} is in the way (${error.message}), so its files were left alone. ${cure}`);
		}

		throw error;
	}

	return told('updated', `${worktree.path} shows ${base} as it is now.`);
}

/** The index is that commit's tree and the tracked files are the index's; untracked files may be there. */
async function isAt(repo: Repository, {place, commit}: {place: Place; commit: string}): Promise<boolean> {
	const options = ['--quiet', '--no-ext-diff', '--no-textconv', '--ignore-submodules=dirty'];
	await git(repo, ['update-index', '-q', '--refresh'], {place, answers: [0, 1, 128]});
	const index = await git(repo, ['diff-index', ...options, '--cached', '--end-of-options', commit, '--'], {place, answers: [0, 1], reads: true});
	if (index.exitCode === 1) {
		return false;
	}

	const files = await git(repo, ['diff-files', ...options], {place, answers: [0, 1], reads: true});
	return files.exitCode === 0;
}

const operations = {MERGE_HEAD: 'a merge', CHERRY_PICK_HEAD: 'a cherry-pick', REVERT_HEAD: 'a revert', 'rebase-merge': 'a rebase', 'rebase-apply': 'a rebase', BISECT_LOG: 'a bisection', 'index.lock': 'a git command'};

async function operation(worktree: Worktree): Promise<string | undefined> {
	for (const [file, name] of Object.entries(operations)) {
		if (await isReachable(path.join(worktree.gitDir, file))) {
			return name;
		}
	}

	return undefined;
}

/** A changed file that the attributes, of before or of the merge, give to a filter. */
async function isFiltered(repo: Repository, {place, from, to}: {place: Place; from: string; to: string}): Promise<boolean> {
	const names = await gitList(repo, ['diff-tree', '-r', '-z', '--name-only', '--no-renames', '--end-of-options', from, to], {reads: true});
	if (names.includes('.gitattributes') || names.some(name => name.endsWith('/.gitattributes'))) {
		const patterns = await Promise.all(names.filter(name => path.basename(name) === '.gitattributes').map(async name => git(repo, ['cat-file', 'blob', '--end-of-options', `${to}:${name}`], {reads: true, answers: [0, 128]})));
		if (patterns.some(({text}) => /\sfilter=/v.test(text))) {
			return true;
		}
	}

	const {text} = await git(repo, ['check-attr', '-z', '--stdin', 'filter'], {place, reads: true, input: names.map(name => `${name}\0`).join('')});
	const fields = text.split('\0');
	return fields.some((value, number) => number % 3 === 2 && value !== 'unspecified' && value !== 'unset');
}
