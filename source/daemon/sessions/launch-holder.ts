import type {Session} from '../../../state/session.js';
import type {Preparation} from './preparation.js';
import {startHolder} from './spawn-holder.js';
import {writeSession, type HolderOptions} from './write-session.js';

/** Writes down what a session is started with, and starts its holder unless it runs already. */
export async function launchHolder(record: Session, preparation: Preparation, options: HolderOptions): Promise<void> {
	await writeSession(record, preparation, options);
	await startHolder(record.folder);
}
