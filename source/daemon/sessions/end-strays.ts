import process from 'node:process';
import {isSameProcess} from '../../base/process/identity.js';
import {ProcessTree, type Leftover} from '../../base/process/tree.js';
import {readHolderRecord} from './exchange.js';

// Milliseconds to end politely.
const grace = 2000;

/** Ends the processes of a session whose holder cannot do it, known by the variable that all of them inherited. Resolves to those that could not be ended. */
export async function endStrays(session: string): Promise<Leftover[]> {
	// No process is the root of it any more: the mark alone tells.
	return new ProcessTree({pid: -1, startTime: '', cookie: `MILLWRIGHT_SESSION=${session}`}).end({grace});
}

/** Ends a session whose holder lives and does not answer: the program first, then the holder, which could not write down how it went. */
export async function endWithHolder(session: string, folder: string): Promise<Leftover[]> {
	const left = await endStrays(session);
	const holder = (await readHolderRecord(folder))?.holder;
	if (holder !== undefined && isSameProcess(holder)) {
		process.kill(holder.pid, 'SIGKILL');
	}

	return left;
}
