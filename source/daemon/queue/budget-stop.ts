import type {Budget} from '../gateway/budget.js';
import type {Parts} from '../pipeline/parts.js';

/**
What a used-up budget does to the agents: each call that was refused leaves its session paused with the reason, agents that
do not wait by themselves are stopped where they are, and all go on when the person has raised it. Nothing is killed.
*/
export function pauseForBudget(parts: Parts, budget: Budget): void {
	const {gateway, sessions, store, news, budgetChanged, log} = parts;
	const quietly = (work: Promise<unknown>) => {
		work.catch((error: unknown) => {
			log.warn('a session could not be paused or resumed', {reason: String(error)});
		});
	};

	gateway.calls.on(event => {
		const {session} = event.grant;
		if (event.type === 'refused') {
			quietly(store.sessions.update(session, draft => {
				draft.refused = event.sentence;
				draft.cutShort = true;
				draft.askedAt = Date.now();
			}));
		} else if (event.type === 'start' && store.sessions.get(session)?.cutShort === true) {
			quietly(store.sessions.update(session, draft => {
				draft.cutShort = false;
			}));
		}
	});
	budget.changes.on(change => {
		const open = store.sessions.all().filter(session => session.project === change.project && session.endedAt === undefined && session.launched);
		news.tell({level: change.type === 'stopped' ? 'bad' : 'good', text: change.sentence, project: change.project});
		if (change.type === 'lifted') {
			for (const session of open) {
				quietly(sessions.lift(session.id));
			}
		} else {
			for (const session of open.filter(({exchanges, frozen}) => !exchanges && !frozen)) {
				quietly(sessions.freeze(session.id, {frozen: true, byBudget: true}));
			}
		}

		budgetChanged.emit();
	});
}
