import {MillwrightError} from '../../base/errors.js';
import {isAncestor} from '../git/history.js';
import {withRepositoryLock} from '../git/lock.js';
import {branchRef, branchTip, moveRef} from '../git/refs.js';
import type {Repository} from '../git/types.js';
import {updateCheckout, type CheckoutUpdate} from './checkout.js';

export type Landed =
	/** The base branch holds it: moved now, or found there (a crash came between). */
	| {state: 'landed' | 'already'; checkout: CheckoutUpdate}
	/** The base is at another commit than the one that was rebased on: rebase, run the gates and land again. */
	| {state: 'moved'; at: string};

/**
Move the base branch from the commit that was rebased on to the one whose gates were green, by compare-and-swap, and then
bring along the user's checkout, if it is on the base branch and clean.

May be called again after a crash: it goes on where it was.
*/
export async function land(repo: Repository, {base, from, to, reason}: {base: string; from: string; to: string; reason: string}): Promise<Landed> {
	if (!await isAncestor(repo, {ancestor: from, of: to})) {
		throw new MillwrightError('not-a-fast-forward', `${to.slice(0, 10)} does not follow from ${from.slice(0, 10)}, so ${base} cannot be moved to it.`, {hint: 'Rebase it first.'});
	}

	return withRepositoryLock(repo, async () => {
		const tip = await branchTip(repo, base);
		if (tip === undefined) {
			throw new MillwrightError('no-base-branch', `The base branch ${base} is not in ${repo.path}.`, {hint: 'Make it again, or change the base of the project.'});
		}

		const update = async () => updateCheckout(repo, {base, from, to});
		if (from !== to && tip !== from && await isAncestor(repo, {ancestor: to, of: tip})) {
			return {state: 'already', checkout: await update()};
		}

		if (tip !== from || !await moveRef(repo, {ref: branchRef(base), from, to, reason})) {
			return {state: 'moved', at: await branchTip(repo, base) ?? tip};
		}

		return {state: 'landed', checkout: await update()};
	});
}
