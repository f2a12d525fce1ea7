import {MillwrightError} from '../../base/errors.js';
import {git, gitText} from './command.js';
import {looseRef} from './loose-ref.js';
import type {Repository} from './types.js';

const nothing = '0'.repeat(40);

/** Move a ref by compare-and-swap; `from` undefined creates it, `to` undefined deletes it. False: it is not at `from`. */
export async function moveRef(repo: Repository, {ref, from, to, reason}: {ref: string; from: string | undefined; to: string | undefined; reason: string}): Promise<boolean> {
	if (!ref.startsWith('refs/')) {
		throw new Error(`A ref is given in full; got ${ref}.`);
	}

	const result = await git(repo, ['update-ref', '--create-reflog', '-m', `millwright: ${reason.replaceAll('\n', ' ')}`, '--no-deref', '--stdin', '-z'], {
		input: to === undefined ? `delete ${ref}\0${from ?? ''}\0` : `update ${ref}\0${to}\0${from ?? nothing.padEnd(to.length, '0')}\0`,
		answers: [0, 1, 128],
	});
	if (result.exitCode === 0) {
		return true;
	}

	const now = await readRef(repo, ref);
	if (now !== from) {
		return false;
	}

	throw new MillwrightError('ref-not-moved', `git could not move ${ref}: ${result.stderr.trim()}`, {hint: 'See that the repository can be written to and that no other git command is at work there.'});
}

/** The object that a ref, given in full, names. */
export async function readRef(repo: Repository, ref: string): Promise<string | undefined> {
	const said = await looseRef(repo, ref);
	if (said !== undefined) {
		return said;
	}

	const {exitCode, text} = await git(repo, ['rev-parse', '--quiet', '--verify', '--end-of-options', ref], {answers: [0, 1, 128], reads: true});
	return exitCode === 0 ? text.trim() : undefined;
}

/** Refuse a branch name that git refuses, or that could be taken for an option or a path. */
export async function checkBranchName(repo: Repository, branch: string): Promise<void> {
	const {exitCode} = await git(repo, ['check-ref-format', `refs/heads/${branch}`], {answers: [0, 1, 128, 129], reads: true});
	if (exitCode !== 0 || branch.startsWith('-') || /[^\w\-.\/]/v.test(branch)) {
		throw new MillwrightError('bad-branch-name', `${JSON.stringify(branch)} is not a name that a branch may have.`, {hint: 'Use letters, digits, hyphens, dots and slashes.'});
	}
}

/** The branch of a short name, in full. */
export const branchRef = (branch: string): string => `refs/heads/${branch}`;

export async function branchTip(repo: Repository, branch: string): Promise<string | undefined> {
	return readRef(repo, branchRef(branch));
}

export async function listRefs(repo: Repository, prefix: string): Promise<Array<{ref: string; commit: string}>> {
	const text = await gitText(repo, ['for-each-ref', '--format=%(objectname) %(refname)', '--end-of-options', prefix], {reads: true});
	return text === '' ? [] : text.split('\n').map(line => ({commit: line.slice(0, line.indexOf(' ')), ref: line.slice(line.indexOf(' ') + 1)}));
}
