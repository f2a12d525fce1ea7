import {MillwrightError} from '../../base/errors.js';
import {git} from '../git/command.js';
import {head} from '../git/history.js';
import {branchTip} from '../git/refs.js';
import type {Repository} from '../git/types.js';

/** The branch that work is merged into: the one that the main checkout is on, or else the one that origin calls its own, or main or master. */
export async function detectBase(repo: Repository): Promise<{branch: string; commit: string}> {
	const current = await head(repo, repo.path);
	if (current.branch !== undefined && current.commit !== undefined && !current.branch.startsWith('millwright/')) {
		return {branch: current.branch, commit: current.commit};
	}

	for (const branch of [await originHead(repo), 'main', 'master']) {
		const commit = branch === undefined ? undefined : await branchTip(repo, branch);
		if (branch !== undefined && commit !== undefined) {
			return {branch, commit};
		}
	}

	throw new MillwrightError('no-base-branch', `${repo.path} is on no branch, so it cannot be told where work is to be merged.`, {hint: 'Switch to the branch that you merge into, e.g. git switch main.'});
}

async function originHead(repo: Repository): Promise<string | undefined> {
	const {exitCode, text} = await git(repo, ['symbolic-ref', '--quiet', 'refs/remotes/origin/HEAD'], {answers: [0, 1, 128], reads: true});
	return exitCode === 0 ? text.trim().replace('refs/remotes/origin/', '') : undefined;
}
