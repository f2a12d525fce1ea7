import type {Log} from '../../base/log.js';
import type {Slots} from '../queue/slots.js';
import type {Store} from '../store/types.js';

/** What sessions are kept, started and reached with. */
export type SessionsOptions = {
	store: Store;
	slots: Slots;
	/** The token that every connection presents. */
	token: string;
	version: string;
	log: Log;
};
