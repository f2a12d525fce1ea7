import {MillwrightError} from '../../base/errors.js';
import {addAttempt} from '../git/add.js';
import {attemptOf} from './attempts.js';
import {discardAttempt} from './clean-up.js';
import type {RunContext} from './run-context.js';

/** Makes the branch and the worktree of an attempt, once. Why it cannot be done, when something else stands there: the next run has a place of its own. */
export async function makeTree(context: RunContext, number: number): Promise<string | undefined> {
	const {room, steps, baseCommit} = context;
	const {branch, worktree} = attemptOf(context, number);
	try {
		// Once: after a crash it holds what the builder has done so far.
		await steps.once(`build:${number}:tree`, async () => {
			await addAttempt(room.repository, {branch, path: worktree, commit: baseCommit});
			return true;
		});
		return undefined;
	} catch (error) {
		if (error instanceof MillwrightError && (error.code === 'path-exists' || error.code === 'branch-exists')) {
			return `${error.message} ${error.hint ?? ''}`.trim();
		}

		throw error;
	}
}

/** For a new session that takes up the work from its beginning. */
export async function makeTreeAnew(context: RunContext, number: number): Promise<void> {
	const {room, baseCommit} = context;
	const {branch, worktree} = attemptOf(context, number);
	await discardAttempt(context, number);
	await addAttempt(room.repository, {branch, path: worktree, commit: baseCommit});
}
