import type {Session} from '../../../state/session.js';
import type {Parts} from '../pipeline/parts.js';

/** Brings sessions to what is set for their project and their task: stopped where they are, or let go on. What the budget stopped is the budget's. */
export async function stopOrContinue(parts: Parts, isMeant: (session: Session) => boolean): Promise<void> {
	const {store, sessions, news, log} = parts;
	await Promise.all(store.sessions.all().filter(session => isMeant(session) && session.endedAt === undefined && session.launched).map(async session => {
		const frozen = isPaused(parts, session);
		// What the budget stopped is the person's pause from now on; and a resume leaves it to the budget.
		const byBudget = session.frozenByBudget === true;
		if (frozen ? session.frozen && !byBudget : !session.frozen || byBudget) {
			return;
		}

		await sessions.freeze(session.id, {frozen}).catch((error: unknown) => {
			// No reason to leave the others.
			log.warn('a session could not be paused or resumed', {session: session.id, reason: String(error)});
			if (sessions.get(session.id)?.endedAt === undefined) {
				news.tell({level: 'warn', text: `session ${session.number} could not be ${frozen ? 'paused' : 'resumed'}: ${error instanceof Error ? error.message : String(error)}`, project: session.project});
			}
		});
	}));
}

const isPaused = ({store}: Parts, {project, task}: Session): boolean => store.projects.get(project)?.paused === true || store.tasks.get(`${project}/${task ?? ''}`)?.paused === true;
