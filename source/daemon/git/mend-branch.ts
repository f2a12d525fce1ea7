import {resolveCommit} from './history.js';
import {branchRef, moveRef} from './refs.js';
import {headMovements, newestOf} from './reflog.js';
import type {Repository} from './types.js';
import {findWorktree} from './worktrees.js';

/**
Makes the branch of a worktree again when somebody deleted it while it was checked out there: at the newest commit that the
tree was on, or at `fallback`. What was committed in the tree would otherwise be held by nothing. Whether it was made.
*/
export async function mendBranch(repo: Repository, {path, branch, fallback}: {path: string; branch: string; fallback: string}): Promise<boolean> {
	const worktree = await findWorktree(repo, path);
	if (worktree?.branch !== branch || worktree.commit !== undefined) {
		return false;
	}

	const newest = newestOf(await headMovements(worktree));
	const commit = newest === undefined ? undefined : await resolveCommit(repo, newest);
	return moveRef(repo, {ref: branchRef(branch), from: undefined, to: commit ?? fallback, reason: `make ${branch} again, which was deleted while it was worked on`});
}
