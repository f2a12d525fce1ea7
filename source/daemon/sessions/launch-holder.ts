import type {Session} from '../../../state/session.js';
import type {Collection} from '../store/types.js';
import type {Preparation} from './preparation.js';
import {isHeld, startHolder} from './spawn-holder.js';
import {writeSession, type HolderOptions} from './write-session.js';

/** Writes down what a session is started with, and starts its holder unless it runs already. */
export async function launchHolder(record: Session, preparation: Preparation, options: HolderOptions): Promise<void> {
	await writeSession(record, preparation, options);
	await startHolder(record.folder);
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
