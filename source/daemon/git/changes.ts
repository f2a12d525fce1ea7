import {randomUUID} from 'node:crypto';
import {rm} from 'node:fs/promises';
import path from 'node:path';
import {git, gitList} from './command.js';
import type {Changes, Place, Repository} from './types.js';
import {placeAt} from './worktrees.js';

/**
What the tree at a folder holds that a commit does not (its HEAD when not given).

Read with a fresh index of our own: flags in the tree's own index can hide a change (`assume-unchanged`), and files are
compared by their content. Ignored files do not count.
*/
export async function changes(repo: Repository, {path: folder, commit = 'HEAD'}: {path: string; commit?: string}): Promise<Changes> {
	const place = await placeAt(repo, folder);
	return withIndex(place, async index => changesIn(repo, {place, index, commit}));
}

/** Nothing modified, deleted or untracked. */
export async function isClean(repo: Repository, folder: string): Promise<boolean> {
	const {modified, deleted, untracked} = await changes(repo, {path: folder});
	return modified.length + deleted.length + untracked.length === 0;
}

/** Fill a temporary index with a commit and compare the files with it. */
export async function changesIn(repo: Repository, {place, index, commit}: {place: Place; index: string; commit: string}): Promise<Changes> {
	await git(repo, ['read-tree', '--end-of-options', commit], {place: {gitDir: place.gitDir}, index});
	// One listing for all three: R is deleted, C is changed (deleted ones too), ? is untracked.
	const records = await gitList(repo, ['ls-files', '-z', '-t', '--deleted', '--modified', '--others', '--exclude-standard'], {place, index, reads: true});
	const tagged = (tag: string) => records.filter(record => record.startsWith(`${tag} `)).map(record => record.slice(2));
	const deleted = tagged('R');
	const gone = new Set(deleted);
	return {modified: tagged('C').filter(name => !gone.has(name)), deleted, untracked: tagged('?')};
}

/** Work with an index that is nobody else's. */
export async function withIndex<Result>(place: Place, work: (index: string) => Promise<Result>): Promise<Result> {
	const index = path.join(place.gitDir, `millwright-index-${randomUUID()}`);
	try {
		return await work(index);
	} finally {
		await rm(index, {force: true});
		await rm(`${index}.lock`, {force: true});
	}
}
