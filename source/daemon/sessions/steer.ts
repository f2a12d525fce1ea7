import {MillwrightError} from '../../base/errors.js';
import {within} from '../../base/guard.js';
import type {HolderLink} from '../../link/holder-link.js';
import type {Session} from '../../../state/session.js';
import type {Collection} from '../store/types.js';
import {writeAnswer, writeResume} from './exchange.js';

/** A session that is to be steered: its record, and the way to its holder as it is at that moment. */
export type Handle = {id: string; sessions: Collection<Session>; link: () => HolderLink | undefined};

export type Stop = {frozen: boolean; byBudget?: boolean};

// Milliseconds. A holder that lives answers in some; one that is swapped out may come later.
const holderPatience = 3000;

const goOn = 'Go on where the budget stopped you.';

/** Stops or continues the whole process tree of a session. Rejects when its holder does not answer: then it is owed. */
export async function stopOrGoOn({id, sessions, link}: Handle, {frozen, byBudget = false}: Stop): Promise<void> {
	const silent = new MillwrightError('holder-silent', 'its holder does not answer; it is done as soon as it does');
	// Both at once: a stop and the end of it may be close behind one another, and must stay in their order.
	const marked = sessions.update(id, draft => {
		draft.frozen = frozen;
		draft.frozenByBudget = frozen && byBudget;
		draft.stopOwed = true;
	});
	const told = link()?.freeze({frozen}) ?? Promise.reject(silent);
	const done = Promise.all([marked, told]).then(async () => sessions.update(id, draft => {
		draft.stopOwed = draft.frozen !== frozen;
	}));
	await within(holderPatience, done, () => silent);
}

/** Lets an agent go on that the budget has stopped. */
export async function lift(handle: Handle): Promise<void> {
	const {id, sessions, link} = handle;
	if (sessions.get(id)?.frozenByBudget === true) {
		await stopOrGoOn(handle, {frozen: false});
	}

	const session = sessions.get(id);
	if (session === undefined || session.endedAt !== undefined) {
		return;
	}

	if (session.refused !== undefined) {
		// One that works in its full-screen form shows the refusal and waits at its prompt. One that exits is started again.
		if (!session.exchanges && session.ends !== 'exit') {
			await link()?.type(goOn, {submit: true}).catch(() => false);
		}

		await sessions.update(id, draft => {
			delete draft.refused;
		});
	}

	// Also where no refusal is known: the daemon may have been killed before that was on disk, and an agent that exchanges files with it would
	// wait for ever. One that does not wait asks once more when it is refused the next time. Others read nothing of it: they stand at their prompt.
	await writeResume(session.folder);
}

/** Answers what a session asks; nothing when it does not ask any more. */
export async function giveAnswer(session: Session | undefined, {text, by}: {text: string; by: string}): Promise<void> {
	if (session?.question !== undefined) {
		await writeAnswer(session.folder, {id: session.question.id, text, by, at: Date.now()});
	}
}
