import {isClean} from '../git/changes.js';
import {moveRef} from '../git/refs.js';
import {saveTrash} from '../git/trash.js';
import type {Repository} from '../git/types.js';
import {requireWorktree} from '../git/worktrees.js';

export type Leftovers = 'none' | 'committed' | 'left out';

/**
What an agent left uncommitted in its worktree. One that committed nothing at all has forgotten to: its work becomes the
attempt's one commit. One that did commit meant the rest to stay out; that is saved with the worktree before it goes.
`base` is the commit that the attempt was started from.
*/
export async function commitLeftovers(repository: Repository, {path, branch, base}: {path: string; branch: string; base: string}): Promise<Leftovers> {
	const {commit, missing} = await requireWorktree(repository, path);
	// A tree that the agent deleted holds nothing any more; what it committed before counts.
	if (missing || commit === undefined || await isClean(repository, path)) {
		return 'none';
	}

	if (commit !== base) {
		return 'left out';
	}

	const task = branch.split('/').at(-2) ?? 'leftovers';
	const kept = await saveTrash(repository, {path, task, message: `Build ${task}\n\nThe agent left this uncommitted; Millwright committed it.`});
	const moved = await moveRef(repository, {ref: `refs/heads/${branch}`, from: commit, to: kept.commit, reason: 'commit what the agent left uncommitted'});
	return moved ? 'committed' : 'left out';
}
