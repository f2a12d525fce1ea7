import process from 'node:process';
import type {Leftover} from '../../base/process/tree.js';
import type {Session} from '../../../state/session.js';
import type {Collection} from '../store/types.js';
import type {Preparation} from './preparation.js';
import {endStrays} from './end-strays.js';
import type {LiveSession} from './live-session.js';
import {findHolder, isHeld, startHolder} from './spawn-holder.js';
import {writeSession, type HolderOptions} from './write-session.js';

/** Writes down what a session is started with, and starts its holder unless it runs already. */
export async function launchHolder(record: Session, preparation: Preparation, options: HolderOptions): Promise<void> {
	await writeSession(record, preparation, options);
	try {
		await startHolder(record.folder);
	} catch (error) {
		// It may run all the same, where only nobody could be told: a program that is said to have failed must not go on.
		await endUnheard(record).catch(() => undefined);
		throw error;
	}
}

/** Ends a session that nobody is connected to: its program, and then its holder. Resolves to what could not be ended. */
async function endUnheard({id, folder}: Pick<Session, 'id' | 'folder'>): Promise<Leftover[]> {
	const left = await endStrays(id);
	const holder = await findHolder(folder);
	if (holder !== undefined) {
		process.kill(holder, 'SIGKILL');
	}

	return left;
}

/** Sessions that the person opened and that the daemon before did not come to start go: nobody waits for them. But a holder may run that it only did not come to write down. */
export async function takeUpLost(sessions: Collection<Session>): Promise<void> {
	const lost = sessions.all().filter(({launched, task, endedAt}) => !launched && task === undefined && endedAt === undefined);
	await Promise.all(lost.map(async ({id, folder}) => await isHeld(folder)
		? sessions.update(id, draft => {
			draft.launched = true;
		})
		: sessions.remove(id)));
}

// Milliseconds that a program gets to end politely.
const grace = 3000;

/** Ends a session with its whole process tree, also one that could not be connected to, for instance because the system lets no more files be watched. Resolves to what could not be ended. */
export async function endSession({id, sessions, live}: {id: string; sessions: Collection<Session>; live: LiveSession | undefined}): Promise<Session['leftovers']> {
	const session = sessions.get(id);
	if (session === undefined || !session.launched || session.endedAt !== undefined) {
		return [];
	}

	const left = live === undefined ? await endUnheard(session) : await live.end(grace);
	if (live === undefined || left.length > 0) {
		await sessions.update(id, draft => {
			draft.leftovers = left;
			if (live !== undefined) {
				return;
			}

			draft.state = 'failed';
			draft.evidence = 'it was ended without its holder';
			draft.endedAt = Date.now();
		});
	}

	// What cannot be ended may be the program itself; then its holder stays with it.
	if (left.length === 0) {
		await live?.ended;
	}

	return left;
}
