import {readFile} from 'node:fs/promises';
import {MillwrightError} from '../../base/errors.js';
import {safeBlock} from '../../base/safe-text.js';
import type {HolderLink} from '../../link/holder-link.js';
import type {SessionView} from '../../protocol/session.js';
import type {Context} from '../command.js';
import {hearChanges} from '../follow/changes.js';
import {reachHolder} from '../reach-holder.js';
import type {Daemon} from '../reach.js';
import {LineReader, type Listener} from './line-reader.js';
import {readText} from './read-text.js';
import {tellRest} from './rest.js';

export type SessionLog = {context: Context; daemon: Daemon; session: SessionView; follow: boolean; json: boolean};

/** Prints what a session printed, as text: from its holder while it lives, from its history file after. */
export async function printSession({context, daemon, session, follow, json}: SessionLog): Promise<void> {
	const {print} = context;
	if (json) {
		print.json({session: session.id, text: await readSession(context, session)});
		return;
	}

	const tell = (text: string) => {
		print.line(safeBlock(text).trimEnd());
	};

	if (follow) {
		await followSession({context, daemon, session}, tell);
	} else {
		tell(await readSession(context, session));
	}
}

/** Tells what a session prints while it prints it, each line once it is complete, until it has ended. */
export async function followSession({context, daemon, session}: Pick<SessionLog, 'context' | 'daemon' | 'session'>, tell: (text: string) => void): Promise<void> {
	const changes = hearChanges(daemon);
	const listener: Listener = {
		line: tell,
		lost(count) {
			context.print.note(count === 1 ? 'A line left the history before it could be told.' : `${count} lines left the history before they could be told.`);
		},
	};
	const reader = new LineReader(listener);
	try {
		let now = session;
		let isTold = false;
		do {
			isTold = await followHolder({context, session: now}, reader);
			now = await look(daemon, session);
		} while (now.endedAt === undefined && await changes.next() === 'changed');

		// A holder goes when its agent has ended, sometimes before the last lines were asked for.
		if (!isTold) {
			tellRest(await readHistory(now, 'ansi'), reader, listener);
		}
	} finally {
		changes.dispose();
	}
}

async function look(daemon: Daemon, session: SessionView): Promise<SessionView> {
	const sessions = await daemon.request('session.list', {project: session.project, all: true});
	return sessions.find(({id}) => id === session.id) ?? session;
}

/** What a session printed until now, as text. */
export async function readSession(context: Context, session: SessionView): Promise<string> {
	const holder = await reachHolder(context, session);
	if (holder === undefined) {
		return readHistory(session);
	}

	try {
		return await readText(holder);
	} catch (error) {
		if (isGone(error)) {
			return await readHistory(session);
		}

		throw error;
	} finally {
		holder.close();
	}
}

/** Tells what comes until the holder goes. Resolves to whether all is told, to the last line. */
async function followHolder({context, session}: {context: Context; session: SessionView}, reader: LineReader): Promise<boolean> {
	const holder = await reachHolder(context, session);
	if (holder === undefined) {
		return false;
	}

	try {
		return await followLines(holder, reader);
	} finally {
		holder.close();
	}
}

async function readHistory({id, history}: SessionView, form: 'text' | 'ansi' = 'text'): Promise<string> {
	if (history === undefined) {
		throw new MillwrightError('no-history', `The session ${id} left no history.`, {hint: '`millwright doctor` says whether something is wrong with the state folder.'});
	}

	return readFile(history[form], 'utf8');
}

/** A line is told once it is complete: when another has begun below it. A program that redraws its screen is better watched with `attach`. */
async function followLines(holder: HolderLink, reader: LineReader): Promise<boolean> {
	const ended = Promise.withResolvers<void>();
	let isTold = false;
	let reading = Promise.resolve();
	// One at a time, in order: two answers that overlap would tell a line twice.
	const queue = (step: () => Promise<void>) => {
		reading = reading.then(step).catch((error: unknown) => {
			// It goes when its agent has ended; what it had is in its history.
			if (isGone(error)) {
				ended.resolve();
			} else {
				ended.reject(error);
			}
		});
	};

	const finish = async () => {
		isTold = await reader.read(holder, {isLast: true});
		ended.resolve();
	};

	holder.closed.once(() => {
		ended.resolve();
	});
	holder.status.on(status => {
		if (status.exit !== undefined) {
			queue(finish);
		}
	});
	holder.updates.on(update => {
		queue(async () => {
			await reader.read(holder);
			holder.acknowledge(update.revision);
		});
	});
	holder.watch();
	holder.subscribe(0);
	queue(async () => {
		const {exit} = await holder.getStatus();
		if (exit !== undefined) {
			await finish();
		}
	});
	await ended.promise;
	return isTold;
}

const isGone = (error: unknown): boolean => error instanceof MillwrightError && error.code === 'holder-gone';
