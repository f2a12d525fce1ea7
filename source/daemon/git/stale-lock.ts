import {watch} from 'node:fs';
import {readdir, readFile, readlink, rm, stat} from 'node:fs/promises';
import path from 'node:path';
import type {Repository} from './types.js';

// A git command holds an index for seconds at most; without a way to look for its process, only a long silence says that it is gone.
const surelyOld = 10 * 60_000;
// A lock younger than this may belong to a process that is just starting and not to be seen yet.
const tooYoung = 2000;
// Longer than any honest holder needs, shorter than a person's patience.
const patience = 10_000;

/**
After a command failed because a lock file exists: true when it is worth another try.

A lock whose holder is gone (git was killed) is removed, with a line in the log; one whose holder lives is waited for.
*/
export async function mendLock(repo: Repository, stderr: string): Promise<boolean> {
	const file = /Unable to create '(?<file>[^']+)': File exists/v.exec(stderr)?.groups?.['file'];
	if (file?.endsWith('.lock') !== true || !isInside(repo.gitDir, file)) {
		return false;
	}

	if (await isStale(repo, file)) {
		await rm(file, {force: true});
		repo.log(`Removed ${file}: the git process that made it is gone.`);
		return true;
	}

	await gone(file);
	const isStillThere = await ageOf(file) !== undefined;
	if (isStillThere && await isStale(repo, file)) {
		await rm(file, {force: true});
		repo.log(`Removed ${file}: the git process that made it is gone.`);
		return true;
	}

	return !isStillThere;
}

const isInside = (folder: string, file: string) => !path.relative(folder, file).startsWith('..') && !path.isAbsolute(path.relative(folder, file));

async function isStale(repo: Repository, file: string): Promise<boolean> {
	const age = await ageOf(file);
	if (age === undefined || age < tooYoung) {
		return false;
	}

	const holders = await gitProcesses(repo, file);
	return holders === undefined ? age > surelyOld : holders === 0;
}

async function ageOf(file: string): Promise<number | undefined> {
	try {
		const {mtimeMs} = await stat(file);
		return Date.now() - mtimeMs;
	} catch {
		return undefined;
	}
}

/** Resolves when the file is gone, and at the latest when patience ends. */
async function gone(file: string): Promise<void> {
	const {promise, resolve} = Promise.withResolvers<void>();
	const timer = setTimeout(resolve, patience);
	const look = async () => {
		if (await ageOf(file) === undefined) {
			resolve();
		}
	};

	const watcher = watch(path.dirname(file), () => {
		void look();
	});
	watcher.on('error', () => {
		resolve();
	});
	await look();
	await promise;
	clearTimeout(timer);
	watcher.close();
}

/** How many git processes could hold a lock; undefined where that cannot be seen (no /proc). */
async function gitProcesses(repo: Repository, file: string): Promise<number | undefined> {
	const pids = await names('/proc');
	if (!pids.includes('self')) {
		return undefined;
	}

	const folders = await placesOf(repo, file);
	let count = 0;
	for (const pid of pids) {
		if (/^\d+$/v.test(pid) && await worksIn(`/proc/${pid}`, folders)) {
			count++;
		}
	}

	return count;
}

/** Where a process that holds this lock would be at work: one tree for its index, any tree of the repository for a ref. */
async function placesOf(repo: Repository, file: string): Promise<string[]> {
	const own = path.dirname(file);
	const trees = path.join(repo.gitDir, 'worktrees');
	if (path.dirname(own) === trees) {
		return [own, await treeOf(own)];
	}

	if (path.basename(file) === 'index.lock') {
		return [repo.gitDir, repo.path];
	}

	const all = await Promise.all((await names(trees)).map(async name => treeOf(path.join(trees, name))));
	return [repo.gitDir, repo.path, ...all];
}

async function worksIn(process: string, folders: string[]): Promise<boolean> {
	const name = await text(`${process}/comm`);
	if (!name.startsWith('git')) {
		return false;
	}

	const said = (await text(`${process}/environ`)) + (await text(`${process}/cmdline`));
	let cwd = '';
	try {
		cwd = await readlink(`${process}/cwd`);
	} catch (error) {
		// One that ended meanwhile, or whose parent has not asked about its end, holds nothing. One that may not be looked into (of
		// another user) is taken for a holder: unknown is not gone.
		const {code} = error as NodeJS.ErrnoException;
		return code !== 'ENOENT' && code !== 'ESRCH';
	}

	return folders.some(folder => said.includes(folder) || isInside(folder, cwd));
}

async function treeOf(gitDir: string): Promise<string> {
	const pointer = await text(path.join(gitDir, 'gitdir'));
	return pointer === '' ? gitDir : path.dirname(pointer.trim());
}

const text = async (file: string) => readFile(file, 'utf8').catch(() => '');
const names = async (folder: string) => readdir(folder).catch((): string[] => []);
