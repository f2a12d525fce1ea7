import path from 'node:path';
import {DatabaseSync} from 'node:sqlite';
import {MillwrightError} from '../../base/errors.js';
import type {Repository} from './types.js';

const queues = new Map<string, Promise<void>>();

/**
One at a time around changes of a repository's worktrees and refs: within this process by a queue, between processes by a
lock that the kernel releases when its holder dies.

Concurrent `git worktree add` fails without it (22 of 60 at once, and it leaves orphan branches).
*/
export async function withRepositoryLock<Result>(repo: Repository, work: () => Promise<Result>): Promise<Result> {
	const before = queues.get(repo.gitDir) ?? Promise.resolve();
	const {promise, resolve} = Promise.withResolvers<void>();
	queues.set(repo.gitDir, promise);
	await before;
	try {
		const release = await lockFile(path.join(repo.gitDir, 'millwright.lock'));
		try {
			return await work();
		} finally {
			release();
		}
	} finally {
		if (queues.get(repo.gitDir) === promise) {
			queues.delete(repo.gitDir);
		}

		resolve();
	}
}

// Another process holds it for one git command at a time; a minute is a sign of something broken.
const patience = 60_000;

async function lockFile(file: string): Promise<() => void> {
	const deadline = Date.now() + patience;
	for (let pause = 10; ; pause = Math.min(pause * 2, 250)) {
		const release = tryLock(file);
		if (release !== undefined) {
			return release;
		}

		if (Date.now() > deadline) {
			throw new MillwrightError('repository-busy', `Another Millwright has held ${file} for a minute.`, {hint: 'See whether a second daemon works on this repository, and stop it.'});
		}

		// The kernel has no event for a lock that is let go of; only a second daemon on the same repository ever makes us wait here.
		await new Promise(resolve => {
			setTimeout(resolve, pause);
		});
	}
}

/** An exclusive transaction of SQLite is a lock of the kernel on that file; nothing is ever written to it. */
function tryLock(file: string): (() => void) | undefined {
	const database = new DatabaseSync(file, {timeout: 0});
	try {
		database.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE;');
		return () => {
			database.close();
		};
	} catch (error) {
		database.close();
		if (error instanceof Error && 'errcode' in error && error.errcode === 5) {
			return undefined;
		}

		throw new MillwrightError('repository-lock', `The lock ${file} cannot be taken: ${error instanceof Error ? error.message : String(error)}.`, {hint: 'See that the repository can be written to and that its disk is not full; the file may be deleted when no Millwright runs.', cause: error});
	}
}
