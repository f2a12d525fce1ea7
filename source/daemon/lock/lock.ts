import {DatabaseSync} from 'node:sqlite';
import {makeFolder} from '../../base/durable-file.js';
import {MillwrightError} from '../../base/errors.js';
import {lockFile, type Paths} from '../../base/paths.js';

/** Held until it is released or this process is gone, however it went. */
export type Lock = {
	release(): void;
};

/** SQLite's result code for "somebody else has it". */
const busy = 5;

/**
Takes the lock of a state folder: undefined when another process has it. See docs/decisions/0001-lock.md.

The lock is the kernel's, on a file that nobody else may open in this process: POSIX lets go of all locks on a file when any
descriptor of it is closed.
*/
export async function takeLock(paths: Paths): Promise<Lock | undefined> {
	await makeFolder(paths.state);
	const file = lockFile(paths);
	let database: DatabaseSync | undefined;
	try {
		database = new DatabaseSync(file);
		database.exec('PRAGMA locking_mode=EXCLUSIVE; BEGIN EXCLUSIVE');
	} catch (error) {
		database?.close();
		if ((error as {errcode?: number}).errcode === busy) {
			return undefined;
		}

		throw new MillwrightError('lock', `The lock ${file} cannot be taken: ${(error as Error).message}.`, {hint: 'Check that the state folder is yours and on a local disk; the lock file itself may be removed while no daemon runs.', cause: error});
	}

	const held = database;
	return {
		release() {
			held.close();
		},
	};
}
