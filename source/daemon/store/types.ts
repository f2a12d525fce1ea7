import type {Emitter} from '../../base/emitter.js';
import type {Project} from '../../../state/project.js';
import type {Run} from '../../../state/run.js';
import type {Session} from '../../../state/session.js';
import type {Settings} from '../../../state/settings.js';
import type {Task} from '../../../state/task.js';

/** One document of which there is one. */
export type Single<T> = {
	/** Shared and frozen: change it through `update` only. */
	get(): T;
	/** Like `Collection.update`. */
	update(change: (draft: T) => T | void): Promise<T>;
	readonly changed: Emitter<void>;
};

/**
The documents of one kind, all in memory, one file each.

Documents are frozen: `update` hands out a copy. A promise resolves when a write that contains the change is durable (file
and folder flushed), and rejects only for a failure of its own.
*/
export type Collection<T> = {
	get(key: string): T | undefined;
	all(): T[];
	/**
	Writes a whole document under its own key. One that is new enters memory when it is durable and not before, so that
	nothing works on what could be lost; on a full disk it is refused with `state-not-writable`.
	*/
	put(document: T): Promise<void>;
	/**
	Changes a document: `change` may alter the draft or return another. Seen by `get` at once; resolves when durable. On a
	full disk it waits, stays changed in memory, and is written when there is space again. Throws `unknown-document`.
	*/
	update(key: string, change: (draft: T) => T | void): Promise<T>;
	remove(key: string): Promise<void>;
	/** The key of a document that was put, changed or removed. */
	readonly changed: Emitter<string>;
};

export type JournalEntry<T = unknown> = {
	/** From 1, raised by one for each. */
	seq: number;
	/** Unix milliseconds. */
	at: number;
	record: T;
};

/** Append-only records, each with a checksum. What `append` resolved is on disk, whatever happens then. */
export type Journal<T = unknown> = {
	/** Resolves with the record's number when it is flushed; records that arrive meanwhile share one flush. Rejects with `state-not-writable`, and then nothing of it is kept. */
	append(record: T): Promise<number>;
	/** All that is durable, oldest first. */
	read(): Promise<Array<JournalEntry<T>>>;
	/**
	Leaves out what is not needed any more, and resolves to how many records that were. The file is replaced in one step, so
	that a crash leaves the old or the new whole; numbers stay, and the newest record does too.
	*/
	compact(isNeeded: (entry: JournalEntry<T>) => boolean): Promise<number>;
	/** The number of the newest durable record; 0 when there is none. */
	readonly last: number;
};

/** A file that could not be read as what it should be. Its bytes are kept at `movedTo`, or where it is when that is undefined. */
export type DamagedFile = {
	file: string;
	movedTo: string | undefined;
	/** One sentence: what is wrong, and what is worked with instead. */
	reason: string;
	/** The person has been told: it stands in the inbox no more. */
	seen?: boolean;
};

export type Store = {
	readonly settings: Single<Settings>;
	readonly projects: Collection<Project>;
	/** Keyed by `taskKey(task)`: `<project>/<id>`. */
	readonly tasks: Collection<Task>;
	readonly runs: Collection<Run>;
	readonly sessions: Collection<Session>;
	/** Accepted work, and what was decided about it. */
	readonly journal: Journal;
	/** Every model call: reserved before, settled after. */
	readonly ledger: Journal;
	/** Who asked for what. */
	readonly audit: Journal;
	readonly damaged: readonly DamagedFile[];
	readonly damage: Emitter<DamagedFile>;
	/** Why nothing can be written at the moment, in a sentence; undefined when all is well. It comes back by itself. */
	readonly degraded: string | undefined;
	readonly degradation: Emitter<string | undefined>;
	/** Before new work is accepted: throws `state-not-writable` when the disk is full, or nearly, so that nothing is half accepted. */
	beforeAccepting(): Promise<void>;
	/** Waits for what is being written, and lets go of the files. */
	close(): Promise<void>;
};
