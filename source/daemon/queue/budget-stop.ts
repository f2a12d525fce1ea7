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
		if (event.type === 'refused') {
			quietly(store.sessions.update(event.grant.session, draft => {
				draft.refused = event.sentence;
				draft.askedAt = Date.now();
			}));
		}
	});
	budget.changes.on(change => {
		const open = store.sessions.all().filter(session => session.project === change.project && session.endedAt === undefined && session.launched);
		if (change.type === 'stopped') {
			news.tell({level: 'bad', text: change.sentence, project: change.project});
			for (const session of open.filter(({exchanges}) => !exchanges)) {
				quietly(sessions.freeze(session.id, {frozen: true}));
			}
		} else {
			news.tell({level: 'good', text: change.sentence, project: change.project});
			for (const session of open) {
				quietly(sessions.lift(session.id));
				if (!session.exchanges && session.frozen) {
					quietly(sessions.freeze(session.id, {frozen: false}));
				}
			}
		}

		budgetChanged.emit();
	});
}
