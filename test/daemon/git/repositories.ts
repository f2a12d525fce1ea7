import {execFile} from 'node:child_process';
import {mkdir, mkdtemp, realpath, rm, writeFile} from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import {promisify} from 'node:util';
import type {ExecutionContext} from 'ava';
import {openRepository} from '../../../source/daemon/git/repository.js';
import type {Repository} from '../../../source/daemon/git/types.js';

// eslint-disable-next-line @typescript-eslint/strict-void-return -- execFile has its own promisified form
const execute = promisify(execFile);

/** Git as a person types it: their own configuration, hooks and all. */
export async function asPerson(cwd: string, ...args: string[]): Promise<string> {
	const {stdout} = await execute('git', args, {cwd, env: {...process.env, GIT_CONFIG_GLOBAL: '/dev/null', GIT_AUTHOR_NAME: 'Ann', GIT_AUTHOR_EMAIL: 'ann@example.org', GIT_COMMITTER_NAME: 'Ann', GIT_COMMITTER_EMAIL: 'ann@example.org'}});
	return stdout.trim();
}

export async function temporaryFolder(t: ExecutionContext): Promise<string> {
	const folder = await realpath(await mkdtemp(path.join(os.tmpdir(), 'millwright-git-')));
	t.teardown(async () => rm(folder, {recursive: true, force: true}));
	return folder;
}

export async function write(folder: string, files: Record<string, string>): Promise<void> {
	for (const [name, text] of Object.entries(files)) {
		const file = path.join(folder, name);
		await mkdir(path.dirname(file), {recursive: true});
		await writeFile(file, text);
	}
}

export async function commit(folder: string, files: Record<string, string>, message = 'Change'): Promise<string> {
	await write(folder, files);
	await asPerson(folder, 'add', '-A');
	await asPerson(folder, 'commit', '-q', '--allow-empty', '-m', message);
	return asPerson(folder, 'rev-parse', 'HEAD');
}

const twoFiles = {'a.txt': 'one\n', 'b.txt': 'two\n'};

export type Project = {folder: string; repo: Repository; path: string; base: string; log: string[]};

/** A repository with one commit on `main`, and a folder beside it for worktrees. */
export async function project(t: ExecutionContext, files: Record<string, string> = twoFiles): Promise<Project> {
	const folder = await temporaryFolder(t);
	const checkout = path.join(folder, 'shop');
	await mkdir(checkout);
	await asPerson(checkout, 'init', '-q', '-b', 'main');
	await asPerson(checkout, 'config', 'user.name', 'Ann');
	await asPerson(checkout, 'config', 'user.email', 'ann@example.org');
	const base = await commit(checkout, files, 'Begin');
	const log: string[] = [];
	const repo = await openRepository(checkout, {log(line) {
		log.push(line);
	}});
	return {folder, repo, path: checkout, base, log};
}
