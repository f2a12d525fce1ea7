import {execFile} from 'node:child_process';
import {mkdir, readFile, writeFile} from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import {promisify} from 'node:util';
import {parse} from 'yaml';
import {z} from 'zod';
import {storyFolder} from './story.js';

// eslint-disable-next-line @typescript-eslint/strict-void-return -- execFile returns its child besides calling back
const run = promisify(execFile);

const repository = z.object({commits: z.array(z.object({message: z.string(), files: z.record(z.string(), z.string())}))});

// A repository made twice has the same commits: their ids are in screenshots and tests.
const firstCommit = Date.UTC(2026, 10, 2, 9) / 1000;
const identity = {GIT_AUTHOR_NAME: 'Robin', GIT_AUTHOR_EMAIL: 'robin@example.org', GIT_COMMITTER_NAME: 'Robin', GIT_COMMITTER_EMAIL: 'robin@example.org'};

/**
Makes the demo's throwaway repository in a new or empty folder: a small command line program with its tests, on `main`.

Resolves to the newest commit. The repository gets an identity of its own, so that committing in it works anywhere.
*/
export async function createDemoRepository(folder: string): Promise<string> {
	const {commits} = repository.parse(parse(await readFile(path.join(storyFolder(), 'repository.yaml'), 'utf8')));
	await mkdir(folder, {recursive: true});
	await git(folder, ['init', '--quiet', '--initial-branch', 'main', '--template=']);
	await git(folder, ['config', 'user.name', identity.GIT_AUTHOR_NAME]);
	await git(folder, ['config', 'user.email', identity.GIT_AUTHOR_EMAIL]);
	for (const [index, {message, files}] of commits.entries()) {
		for (const [name, content] of Object.entries(files)) {
			const file = path.join(folder, name);
			await mkdir(path.dirname(file), {recursive: true});
			await writeFile(file, content, {mode: name.startsWith('bin/') ? 0o755 : 0o644});
		}

		await git(folder, ['add', '--all']);
		await git(folder, ['commit', '--quiet', '--message', message], `${firstCommit + (index * 3600)} +0000`);
	}

	return git(folder, ['rev-parse', 'HEAD']);
}

async function git(folder: string, parameters: string[], date?: string): Promise<string> {
	const {stdout} = await run('git', ['-c', 'core.hooksPath=/dev/null', '-c', 'commit.gpgSign=false', '-c', 'core.autocrlf=false', ...parameters], {
		cwd: folder,
		env: {
			PATH: process.env['PATH'],
			HOME: folder,
			GIT_CONFIG_NOSYSTEM: '1',
			GIT_CONFIG_GLOBAL: '/dev/null',
			...identity,
			...(date !== undefined && {GIT_AUTHOR_DATE: date, GIT_COMMITTER_DATE: date}),
		},
	});
	return stdout.trim();
}
