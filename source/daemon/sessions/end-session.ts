import type {Session} from '../../../state/session.js';
import type {Collection} from '../store/types.js';
import {endUnheard} from './launch-holder.js';
import type {LiveSession} from './live-session.js';

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
