import {MillwrightError} from '../../base/errors.js';
import {pruneStale} from '../git/remove.js';
import type {Repository} from '../git/types.js';
import {listWorktrees, whereabouts} from '../git/worktrees.js';
import {inputsBranch} from './branch.js';

/** A state folder that was deleted leaves its worktree registered: it is forgotten. One that is there is another Millwright's, and told. */
export async function freeBranch(repo: Repository, folder: string): Promise<void> {
	const worktrees = await listWorktrees(repo);
	const user = worktrees.find(worktree => worktree.branch === inputsBranch);
	if (user?.missing === true) {
		await pruneStale(repo);
	} else if (user !== undefined && user.path !== await whereabouts(folder)) {
		throw new MillwrightError('inputs-in-use', `The inputs of ${repo.path} are checked out at ${user.path} already, by another state folder of Millwright or by hand.`, {
			hint: `Set XDG_STATE_HOME to what it was then, or give it up there: git worktree remove --force --force ${user.path} (the branch stays).`,
		});
	}
}
