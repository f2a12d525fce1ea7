import {realpath, stat} from 'node:fs/promises';
import path from 'node:path';
import {MillwrightError} from '../../base/errors.js';
import {safeLine} from '../../base/safe-text.js';
import {runGit} from './command.js';
import type {Identity, Repository} from './types.js';

/** The oldest git that has all that is used here (`worktree add --lock --reason`, `merge-tree`, `safe.bareRepository`). */
const oldest = [2, 38] as const;

/**
Find the repository that a folder belongs to: its main checkout and its common git folder.

Refused, each in one sentence: no git repository, a bare one, one without commits, a worktree that Millwright made, a git
that is too old.
*/
export async function openRepository(folder: string, options: {log?: (line: string) => void} = {}): Promise<Repository> {
	const start = await existing(folder);
	await checkVersion(start);
	const {gitDir, workTree} = await find(start);
	const settings = await readSettings(start);
	return {
		path: workTree,
		gitDir,
		identity: await readIdentity(start),
		settings,
		log: options.log ?? (() => undefined),
	};
}

async function existing(folder: string): Promise<string> {
	try {
		const real = await realpath(folder);
		if ((await stat(real)).isDirectory()) {
			return real;
		}
	} catch {
		throw new MillwrightError('not-a-folder', `There is no folder ${folder}.`, {hint: 'Give the folder of a git repository.'});
	}

	throw new MillwrightError('not-a-folder', `${folder} is a file.`, {hint: 'Give the folder of a git repository.'});
}

async function checkVersion(folder: string): Promise<void> {
	const {text} = await looking(folder, ['version']);
	const found = /version (?<major>\d+)\.(?<minor>\d+)/v.exec(text);
	const [major, minor] = [Number(found?.groups?.['major'] ?? 0), Number(found?.groups?.['minor'] ?? 0)];
	if (major < oldest[0] || (major === oldest[0] && minor < oldest[1])) {
		throw new MillwrightError('git-too-old', `git ${major}.${minor} is too old; Millwright needs ${oldest.join('.')} or newer.`, {hint: 'Install a newer git, and see that it comes first in PATH.'});
	}
}

async function find(folder: string): Promise<{gitDir: string; workTree: string}> {
	const asked = await looking(folder, ['rev-parse', '--path-format=absolute', '--is-bare-repository', '--git-dir', '--git-common-dir']);
	if (asked.exitCode !== 0) {
		throw notFound(folder, asked.stderr);
	}

	const [bare, ownDir = '', commonDir = ''] = asked.text.trim().split('\n', 3);
	const gitDir = await realpath(commonDir);
	if (bare === 'true' && ownDir === commonDir) {
		throw new MillwrightError('bare-repository', `${folder} is a bare git repository, without files to work on.`, {hint: 'Clone it, and give the clone.'});
	}

	const branch = await looking(folder, ['symbolic-ref', '--quiet', '--short', 'HEAD']);
	if (ownDir !== commonDir && branch.text.startsWith('millwright/')) {
		throw new MillwrightError('worktree-of-project', `${folder} is a worktree that Millwright made, on ${safeLine(branch.text)}.`, {hint: `Give the project itself: ${path.dirname(gitDir)}`});
	}

	const commits = await looking(folder, ['rev-parse', '--quiet', '--verify', 'HEAD^{commit}']);
	if (commits.exitCode !== 0) {
		throw new MillwrightError('no-commits', `${folder} is a git repository without commits.`, {hint: 'Commit something first, e.g. git commit --allow-empty -m "Begin".'});
	}

	return {gitDir, workTree: await mainCheckout({folder, gitDir, own: ownDir === commonDir})};
}

async function mainCheckout({folder, gitDir, own}: {folder: string; gitDir: string; own: boolean}): Promise<string> {
	if (own) {
		const {text, exitCode} = await looking(folder, ['rev-parse', '--path-format=absolute', '--show-toplevel']);
		if (exitCode === 0) {
			return realpath(text.replace(/\n$/v, ''));
		}

		throw new MillwrightError('not-a-checkout', `${folder} is inside the git folder of a repository.`, {hint: 'Give the folder with the files.'});
	}

	const {text} = await looking(gitDir, ['worktree', 'list', '--porcelain', '-z']);
	const main = text.split('\0\0', 1)[0]?.split('\0') ?? [];
	const place = main.find(line => line.startsWith('worktree '))?.slice('worktree '.length);
	if (place === undefined || main.includes('bare')) {
		throw new MillwrightError('bare-repository', `${folder} is a worktree of a bare git repository, which has no checkout of its own.`, {hint: 'Clone the repository, and give the clone.'});
	}

	return realpath(place);
}

function notFound(folder: string, said: string): MillwrightError {
	if (said.includes('dubious ownership')) {
		return new MillwrightError('not-your-repository', `The git repository ${folder} belongs to another user.`, {hint: `If you trust it: git config --global --add safe.directory ${folder}`});
	}

	if (said.includes('not a git repository')) {
		return new MillwrightError('not-a-repository', `${folder} is not in a git repository.`, {hint: 'Run git init there and commit something, or give the folder of a repository.'});
	}

	return new MillwrightError('not-a-repository', `git cannot read the repository ${folder}: ${safeLine(said, 200)}`, {hint: 'See what `git status` says there.'});
}

async function readIdentity(folder: string): Promise<Identity> {
	const name = await setting(folder, 'user.name');
	const email = await setting(folder, 'user.email');
	return name === undefined || email === undefined ? {name: 'Millwright', email: 'millwright@localhost'} : {name, email};
}

/** Of the user's own configuration only what says how files are read: without it their checkout would look dirty to us. */
async function readSettings(folder: string): Promise<Array<readonly [string, string]>> {
	const settings: Array<readonly [string, string]> = [];
	for (const key of ['core.excludesFile', 'core.autocrlf', 'core.eol', 'core.symlinks', 'core.precomposeUnicode']) {
		const value = await setting(folder, key);
		if (value !== undefined) {
			settings.push([key, value]);
		}
	}

	return settings;
}

async function setting(folder: string, key: string): Promise<string | undefined> {
	const {exitCode, text} = await looking(folder, ['config', '--get', key]);
	const value = text.trim();
	return exitCode === 0 && value !== '' ? value : undefined;
}

/** With the user's own configuration: it says whom they are and whom they trust; none of these commands runs a program. */
const looking = async (folder: string, args: readonly string[]) => runGit(args, {cwd: folder, environment: {userConfig: true, reads: true}});
