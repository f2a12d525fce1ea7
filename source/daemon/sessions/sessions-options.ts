import type {Log} from '../../base/log.js';
import type {Sizing} from '../../protocol/holder.js';
import type {Slots} from '../queue/slots.js';
import type {Store} from '../store/types.js';

/** What sessions are kept, started and reached with. */
export type SessionsOptions = {
	store: Store;
	slots: Slots;
	/** The token that every connection presents. */
	token: string;
	version: string;
	/** Whose size a session has while several clients show it. */
	sizing: Sizing;
	/** Cells of a character whose width is ambiguous. */
	ambiguousWidth: 1 | 2;
	/** Whether each is recorded from its first byte on. */
	record: boolean;
	log: Log;
};
