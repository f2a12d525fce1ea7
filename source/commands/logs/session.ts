import {readFile} from 'node:fs/promises';
import {MillwrightError} from '../../base/errors.js';
import {safeBlock} from '../../base/safe-text.js';
import type {HolderLink} from '../../link/holder-link.js';
import type {SessionView} from '../../protocol/session.js';
import type {Context} from '../command.js';
import {hearChanges} from '../follow/changes.js';
import {reachHolder} from '../reach-holder.js';
import type {Daemon} from '../reach.js';

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
	try {
		let told = 0;
		let now = session;
		do {
			told = await followHolder({context, session: now, from: told}, tell);
			now = await look(daemon, session);
		} while (now.endedAt === undefined && await changes.next() === 'changed');

		// A holder goes when its agent has ended, sometimes before the last lines were asked for.
		const rest = linesOf(await readSession(context, now)).slice(told);
		if (rest.length > 0) {
			tell(rest.join('\n'));
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
		return await holder.text();
	} catch (error) {
		if (isGone(error)) {
			return await readHistory(session);
		}

		throw error;
	} finally {
		holder.close();
	}
}

/** Tells the lines after the first `from`, until the holder goes. Resolves to how many were told in all. */
async function followHolder({context, session, from}: {context: Context; session: SessionView; from: number}, tell: (text: string) => void): Promise<number> {
	const holder = await reachHolder(context, session);
	if (holder === undefined) {
		return from;
	}

	try {
		return await followLines({holder, from}, tell);
	} finally {
		holder.close();
	}
}

const linesOf = (text: string): string[] => text.trimEnd().split('\n');

async function readHistory({id, history}: SessionView): Promise<string> {
	if (history === undefined) {
		throw new MillwrightError('no-history', `The session ${id} left no history.`, {hint: '`millwright doctor` says whether something is wrong with the state folder.'});
	}

	return readFile(history.text, 'utf8');
}

/** A line is told once it is complete: when another has begun below it. A program that redraws its screen is better watched with `attach`. */
async function followLines({holder, from}: {holder: HolderLink; from: number}, tell: (line: string) => void): Promise<number> {
	const ended = Promise.withResolvers<void>();
	let told = from;
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

	const read = async (last: number) => {
		const lines = linesOf(await holder.text());
		for (const line of lines.slice(told, lines.length - last)) {
			tell(line);
		}

		told = Math.max(told, lines.length - last);
	};

	holder.closed.once(() => {
		ended.resolve();
	});
	holder.status.on(status => {
		if (status.exit !== undefined) {
			queue(async () => {
				await read(0);
				ended.resolve();
			});
		}
	});
	holder.updates.on(update => {
		queue(async () => {
			await read(1);
			holder.acknowledge(update.revision);
		});
	});
	holder.watch();
	holder.subscribe(0);
	queue(async () => {
		const {exit} = await holder.getStatus();
		if (exit === undefined) {
			return;
		}

		await read(0);
		ended.resolve();
	});
	await ended.promise;
	return told;
}

const isGone = (error: unknown): boolean => error instanceof MillwrightError && error.code === 'holder-gone';
