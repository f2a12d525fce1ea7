import process from 'node:process';
import {within} from '../../base/guard.js';
import {isSameProcess, readStat} from '../../base/process/identity.js';
import {ProcessTree, type Leftover} from '../../base/process/tree.js';
import type {HolderLink} from '../../link/holder-link.js';
import {readHolderRecord} from './exchange.js';

// Milliseconds to end politely.
const strayGrace = 2000;

/** Ends the processes of a session whose holder cannot do it, known by the variable that all of them inherited. Resolves to those that could not be ended. */
export async function endStrays(session: string): Promise<Leftover[]> {
	// No process is the root of it any more: the mark alone tells.
	return new ProcessTree({pid: -1, startTime: '', cookie: `MILLWRIGHT_SESSION=${session}`}).end({grace: strayGrace});
}

// Milliseconds. A holder that lives answers in some; one that is swapped out may come later.
const answerPatience = 3000;
// Milliseconds beyond the grace in which a holder that answers has ended its program, also on a machine that swaps.
const endPatience = 10_000;

/** Ends a session by its holder, and without it when it does not answer: one that is stopped or silent is not waited for as long as one that is at work on it. */
export async function endThroughHolder({session, folder, link, grace}: {session: string; folder: string; link: HolderLink | undefined; grace: number}): Promise<Leftover[]> {
	const isThere = link !== undefined && !await isStopped(folder) && await within(answerPatience, link.getStatus(), silent).then(() => true).catch(() => false);
	return isThere
		? within(grace + endPatience, link.end(grace).catch(async () => endStrays(session)), silent).catch(async () => endWithHolder(session, folder))
		: endWithHolder(session, folder);
}

const silent = () => new Error('Its holder does not answer.');

/** Stopped by a signal, or held by a debugger: such a process answers nobody until it is let go on. */
async function isStopped(folder: string): Promise<boolean> {
	const holder = (await readHolderRecord(folder))?.holder;
	return holder !== undefined && ['T', 't'].includes(readStat(holder.pid)?.state ?? '');
}

/** Ends a session whose holder lives and does not answer: the program first, then the holder, which could not write down how it went. */
async function endWithHolder(session: string, folder: string): Promise<Leftover[]> {
	const left = await endStrays(session);
	const holder = (await readHolderRecord(folder))?.holder;
	if (holder !== undefined && isSameProcess(holder)) {
		process.kill(holder.pid, 'SIGKILL');
	}

	return left;
}
