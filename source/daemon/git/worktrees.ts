import {readdir, readFile, realpath} from 'node:fs/promises';
import path from 'node:path';
import {MillwrightError} from '../../base/errors.js';
import {isReachable} from './files.js';
import {gitText} from './command.js';
import {isObjectName, looseRef} from './loose-ref.js';
import type {Place, Repository, Worktree} from './types.js';

/** The main checkout and every linked worktree, read from the common git folder and never from a worktree's own files. */
export async function listWorktrees(repo: Repository): Promise<Worktree[]> {
	const registered = await registeredWorktrees(repo);
	return Promise.all(registered.map(async each => readWorktree(repo, each)));
}

/** The worktree at a folder, the main checkout too. */
export async function findWorktree(repo: Repository, folder: string): Promise<Worktree | undefined> {
	const wanted = await whereabouts(folder);
	const registered = await registeredWorktrees(repo);
	const found = registered.find(each => each.path === wanted);
	return found === undefined ? undefined : readWorktree(repo, found);
}

export async function requireWorktree(repo: Repository, folder: string): Promise<Worktree> {
	const worktree = await findWorktree(repo, folder);
	if (worktree === undefined) {
		throw new MillwrightError('no-such-worktree', `${folder} is not a worktree of ${repo.path}.`, {hint: 'See `git worktree list`.'});
	}

	return worktree;
}

/** Where git commands on this worktree work. */
export const placeOf = (worktree: Worktree): Place => ({gitDir: worktree.gitDir, workTree: worktree.path});

/** The place of the folder of a worktree. */
export async function placeAt(repo: Repository, folder: string): Promise<Place> {
	return placeOf(await requireWorktree(repo, folder));
}

type Registered = {path: string; gitDir: string};

async function registeredWorktrees(repo: Repository): Promise<Registered[]> {
	const folder = path.join(repo.gitDir, 'worktrees');
	const names = await readdir(folder).catch((): string[] => []);
	const linked = await Promise.all(names.map(async name => {
		const gitDir = path.join(folder, name);
		const pointer = await readFile(path.join(gitDir, 'gitdir'), 'utf8').catch(() => '');
		return pointer === '' ? undefined : {path: await whereabouts(path.dirname(path.resolve(gitDir, pointer.trim()))), gitDir};
	}));
	return [{path: repo.path, gitDir: repo.gitDir}, ...linked.filter(each => each !== undefined)];
}

async function readWorktree(repo: Repository, {path: folder, gitDir}: Registered): Promise<Worktree> {
	const locked = await readFile(path.join(gitDir, 'locked'), 'utf8').catch(() => undefined);
	const isThere = await isReachable(folder);
	return {path: folder, gitDir, main: gitDir === repo.gitDir, locked: locked?.trim(), missing: !isThere, ...await readHead(repo, gitDir)};
}

type Head = Pick<Worktree, 'branch' | 'commit'>;

/** From its files where they say it all, as they do of a branch that was just moved; a process of git's costs ten times as much. */
async function readHead(repo: Repository, gitDir: string): Promise<Head> {
	const head = (await readFile(path.join(gitDir, 'HEAD'), 'utf8').catch(() => '')).trim();
	if (isObjectName(head)) {
		return {commit: head, branch: undefined};
	}

	const branch = /^ref: refs\/heads\/(?<name>[\w\-\/]+)$/v.exec(head)?.groups!['name'];
	const tip = branch === undefined ? undefined : await looseRef(repo, `refs/heads/${branch}`);
	return tip === undefined ? askHead(repo, gitDir) : {commit: tip, branch};
}

/** Where refs are packed, or kept in another way. */
async function askHead(repo: Repository, gitDir: string): Promise<Head> {
	const place = {gitDir};
	const [commit, full] = await Promise.all([
		gitText(repo, ['rev-parse', '--quiet', '--verify', 'HEAD^{commit}'], {place, answers: [0, 1, 128], reads: true}),
		gitText(repo, ['symbolic-ref', '--quiet', 'HEAD'], {place, answers: [0, 1, 128], reads: true}),
	]);
	return {
		commit: commit === '' ? undefined : commit,
		branch: full.startsWith('refs/heads/') ? full.slice('refs/heads/'.length) : undefined,
	};
}

/**
The absolute path of a folder, with the symbolic links of the way to it resolved but not its own last part: a worktree that
was swapped for a link must not become the folder that the link names.
*/
export async function whereabouts(folder: string): Promise<string> {
	const absolute = path.resolve(folder);
	return path.join(await resolved(path.dirname(absolute)), path.basename(absolute));
}

async function resolved(folder: string): Promise<string> {
	try {
		return await realpath(folder);
	} catch {
		const parent = path.dirname(folder);
		return parent === folder ? folder : path.join(await resolved(parent), path.basename(folder));
	}
}
