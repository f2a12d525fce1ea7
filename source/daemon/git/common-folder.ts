import {randomUUID} from 'node:crypto';
import {readFile, rename, writeFile} from 'node:fs/promises';
import path from 'node:path';
import type {Place, Repository} from './types.js';

/**
See that a worktree's git folder still names the repository that it is of.

An agent can write that file, and git takes the refs from where it points, whatever GIT_COMMON_DIR says; so it is put right first.
*/
export async function keepCommonFolder(repo: Repository, {gitDir}: Place): Promise<void> {
	if (gitDir === repo.gitDir) {
		return;
	}

	const file = path.join(gitDir, 'commondir');
	const said = await readFile(file, 'utf8').catch(() => '');
	if (path.resolve(gitDir, said.trim()) === repo.gitDir) {
		return;
	}

	// Two commands may mend it at once.
	const temporary = `${file}-${randomUUID()}`;
	await writeFile(temporary, `${path.relative(gitDir, repo.gitDir)}\n`);
	await rename(temporary, file);
	repo.log(`Mended ${file}: it named another repository.`);
}
