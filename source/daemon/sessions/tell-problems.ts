import type {Log} from '../../base/log.js';
import {safeLine} from '../../base/safe-text.js';
import type {News} from '../floor/news.js';
import type {Sessions} from './sessions.js';

/** Says what a holder could not do, once for each thing: a full disk, a recording that had to end. */
export function tellProblems({sessions, news, log}: {sessions: Sessions; news: News; log: Log}): void {
	const told = new Map<string, string>();
	sessions.changed.on(id => {
		const problem = sessions.live(id)?.status?.problem;
		const session = sessions.get(id);
		if (session?.endedAt !== undefined) {
			told.delete(id);
			return;
		}

		if (problem === undefined || session === undefined || told.get(id) === problem) {
			return;
		}

		told.set(id, problem);
		log.warn('a holder has a problem', {session: id, problem});
		news.tell({level: 'bad', text: `session ${session.number}: ${safeLine(problem, 300)}`, project: session.project});
	});
}
