import {readFile} from 'node:fs/promises';
import {MillwrightError} from '../../base/errors.js';
import {safeBlock} from '../../base/safe-text.js';
import type {HolderLink} from '../../link/holder-link.js';
import type {SessionView} from '../../protocol/session.js';
import type {Context} from '../command.js';
import {reachHolder} from '../reach-holder.js';

export type SessionLog = {context: Context; session: SessionView; follow: boolean; json: boolean};

/** Prints what a session printed, as text: from its holder while it lives, from its history file after. */
export async function printSession({context, session, follow, json}: SessionLog): Promise<void> {
	const {print} = context;
	const say = (text: string) => {
		if (json) {
			print.json({session: session.id, text});
		} else {
			print.line(safeBlock(text).trimEnd());
		}
	};

	const holder = await reachHolder(context, session);
	if (holder === undefined) {
		const text = await readHistory(session);
		say(text);
		return;
	}

	try {
		if (!follow || json) {
			const text = await holder.text();
			say(text);
			return;
		}

		await followLines(holder, line => {
			print.line(safeBlock(line));
		});
	} finally {
		holder.close();
	}
}

async function readHistory({id, history}: SessionView): Promise<string> {
	if (history === undefined) {
		throw new MillwrightError('no-history', `The session ${id} left no history.`, {hint: '`millwright doctor` says whether something is wrong with the state folder.'});
	}

	return readFile(history.text, 'utf8');
}

/** A line is told once it is complete: when another has begun below it. A program that redraws its screen is better watched with `attach`. */
async function followLines(holder: HolderLink, tell: (line: string) => void): Promise<void> {
	const ended = Promise.withResolvers<void>();
	let told = 0;
	let reading = Promise.resolve();
	// One at a time, in order: two answers that overlap would tell a line twice.
	const queue = (step: () => Promise<void>) => {
		reading = reading.then(step).catch(ended.reject);
	};

	const read = async (last: number) => {
		const lines = (await holder.text()).trimEnd().split('\n');
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
	const {exit} = await holder.getStatus();
	if (exit !== undefined) {
		await read(0);
		return;
	}

	await ended.promise;
}
