import {existsSync, watch, type FSWatcher} from 'node:fs';
import path from 'node:path';
import {Emitter} from '../../base/emitter.js';
import type {Log} from '../../base/log.js';
import type {Leftover} from '../../base/process/tree.js';
import type {HolderStatus} from '../../protocol/holder.js';
import type {Result} from '../../protocol/exchange.js';
import type {Session} from '../../../state/session.js';
import type {HolderLink} from '../../link/holder-link.js';
import type {Collection} from '../store/types.js';
import {DoneWatch} from './done-watch.js';
import {endStrays, endThroughHolder} from './end-strays.js';
import {readAnswer, readExit, readQuestion, readResult} from './exchange.js';
import {NewsOfState} from './news-of-state.js';

/** How a session came to its end. `interrupted`: its holder went away and left no exit status. */
export type Ending = {
	result?: Result;
	exit?: {code: number | null; signal: string | null};
	interrupted: boolean;
};

export type LiveSessionOptions = {
	id: string;
	folder: string;
	sessions: Collection<Session>;
	log: Log;
	/** Connects to the holder; undefined when it has gone. */
	connect: () => Promise<HolderLink | undefined>;
};

// Milliseconds that what a program left behind gets to end politely.
const leftoverGrace = 2000;

/**
One session as the daemon sees it while it lives: its holder's word, its folder, and its record kept true to both.
Nothing here polls: the holder tells, and the folder is watched.
*/
export class LiveSession {
	readonly changed = new Emitter<void>();
	readonly ended: Promise<Ending>;
	#link: HolderLink | undefined;
	#status: HolderStatus | undefined;
	#watcher: FSWatcher | undefined;
	readonly #done: DoneWatch;
	#closed = false;
	#finishing = false;
	readonly #news = new NewsOfState(() => {
		this.#quietly(this.refresh());
	});

	readonly #resolveEnded: (ending: Ending) => void;
	readonly #options: LiveSessionOptions;

	constructor(options: LiveSessionOptions) {
		this.#options = options;
		this.#done = new DoneWatch({
			link: () => this.#closed ? undefined : this.#link,
			record: () => this.#record,
			quietly: work => {
				this.#quietly(work);
			},
		});
		const {promise, resolve} = Promise.withResolvers<Ending>();
		this.ended = promise;
		this.#resolveEnded = resolve;
	}

	get link(): HolderLink | undefined {
		return this.#link;
	}

	get status(): HolderStatus | undefined {
		return this.#status;
	}

	/** Connects and watches. The ending may be there already. */
	async open(): Promise<void> {
		if (!existsSync(this.#options.folder)) {
			// Somebody deleted it: no word of its holder and its agent can reach us any more.
			await this.#finish();
			return;
		}

		this.#watcher = watch(this.#options.folder, () => {
			this.#quietly(this.#readFolder());
		});
		this.#watcher.on('error', error => {
			this.#options.log.warn('a session folder is no longer watched', {session: this.#options.id, reason: error.message});
		});
		await this.#readFolder();
		await this.#connect();
	}

	/** Ends it with its whole process tree, also when its holder does not answer. Resolves to what could not be ended. */
	async end(grace: number): Promise<Leftover[]> {
		const {id, folder} = this.#options;
		return endThroughHolder({session: id, folder, link: this.#link, grace});
	}

	/** Lets go of everything without touching the session. */
	close(): void {
		this.#closed = true;
		this.#news.end();
		this.#done.stop();
		this.#watcher?.close();
		this.#link?.close();
	}

	/** Reads its state anew from all that is known and writes it down if it changed. */
	async refresh(): Promise<void> {
		const record = this.#record;
		if (record === undefined || this.#closed) {
			return;
		}

		this.#done.goOn();
		const reading = this.#news.read({record, reachable: this.#link !== undefined && !this.#link.isClosed, program: this.#status?.program, title: this.#status?.title});
		if (reading === undefined) {
			return;
		}

		await this.#options.sessions.update(this.#options.id, draft => {
			draft.since = draft.state === reading.state ? draft.since : Date.now();
			draft.state = reading.state;
			draft.evidence = reading.evidence;
			if (reading.headline !== undefined) {
				draft.headline = reading.headline;
			}
		});
		this.changed.emit();
	}

	get #record(): Session | undefined {
		return this.#options.sessions.get(this.#options.id);
	}

	async #connect(): Promise<void> {
		const link = await this.#options.connect();
		if (this.#closed) {
			link?.close();
			return;
		}

		if (link === undefined) {
			await this.#finish();
			return;
		}

		this.#link = link;
		link.status.on(status => {
			this.#quietly(this.#take(status));
		});
		link.closed.once(() => {
			if (!this.#closed) {
				this.#quietly(this.#lostLink());
			}
		});
		link.watch();
		this.#quietly(this.#payStop(link));
		// A link that breaks before it answers is told by `closed`.
		const status = await link.getStatus().catch(() => undefined);
		if (status !== undefined) {
			await this.#take(status);
		}
	}

	/** A stop, or the end of one, that was decided while its holder did not answer. */
	async #payStop(link: HolderLink): Promise<void> {
		const record = this.#record;
		if (record?.stopOwed !== true || record.endedAt !== undefined) {
			return;
		}

		await link.freeze({frozen: record.frozen});
		await this.#options.sessions.update(record.id, draft => {
			draft.stopOwed = draft.frozen !== record.frozen;
		});
	}

	/** What nobody waits for: its failure is ours alone, and no reason for the daemon to fall. */
	#quietly(work: Promise<void>): void {
		work.catch((error: unknown) => {
			if (!this.#closed) {
				this.#options.log.warn('what a session told could not be taken up', {session: this.#options.id, reason: String(error)});
			}
		});
	}

	async #take(status: HolderStatus): Promise<void> {
		const isNewProblem = status.problem !== this.#status?.problem;
		this.#status = status;
		await this.refresh();
		if (isNewProblem) {
			this.changed.emit();
		}

		if (status.exit !== undefined) {
			// The holder writes the history and the exit down now; the folder tells when they are there.
			await this.#finishIfWritten();
			return;
		}

		this.#done.look(status);
	}

	/** The holder went away, or only the connection did: a process that does not answer is unknown, not dead. */
	async #lostLink(): Promise<void> {
		this.#link = undefined;
		await this.#finishIfWritten();
		if (this.#closed) {
			return;
		}

		await this.refresh();
		await this.#connect();
	}

	async #finishIfWritten(): Promise<void> {
		if (!this.#closed && await readExit(this.#options.folder) !== undefined) {
			await this.#finish();
		}
	}

	async #readFolder(): Promise<void> {
		if (this.#status?.exit !== undefined) {
			await this.#finishIfWritten();
			return;
		}

		const {folder, id, sessions} = this.#options;
		const [question, answer] = [await readQuestion(folder), await readAnswer(folder)];
		const open = question !== undefined && answer?.id !== question.id ? question : undefined;
		if (this.#closed || this.#record === undefined || this.#record.question?.id === open?.id) {
			return;
		}

		await sessions.update(id, draft => {
			if (open === undefined) {
				delete draft.question;
				delete draft.askedAt;
			} else {
				draft.question = open;
				draft.askedAt = Date.now();
			}
		});
		await this.refresh();
		this.changed.emit();
	}

	async #finish(): Promise<void> {
		if (this.#closed || this.#finishing) {
			return;
		}

		this.#finishing = true;
		// What the program started and left behind (a server, a watcher) ends with its session, or is named.
		const {folder, id, sessions} = this.#options;
		const leftovers = this.#link === undefined ? await endStrays(id) : await this.#link.end(leftoverGrace).catch(async () => endStrays(id));
		// What the holder said last stands in for a file that a full disk kept it from writing.
		const [result, exit] = [await readResult(folder), await readExit(folder) ?? this.#status?.exit];
		const failed = exit === undefined || (exit.code !== 0 && result === undefined) || result?.kind === 'failure';
		await sessions.update(id, draft => {
			draft.endedAt ??= exit?.at ?? Date.now();
			draft.state = failed ? 'failed' : 'done';
			draft.since = draft.endedAt;
			draft.evidence = exit === undefined ? 'its holder is gone' : 'exit';
			draft.history = {text: path.join(folder, 'history.txt'), ansi: path.join(folder, 'history.ansi')};
			if (exit !== undefined) {
				draft.exit = {code: exit.code, signal: exit.signal};
			}

			draft.leftovers = leftovers;
			delete draft.question;
			delete draft.socket;
		});
		this.close();
		this.changed.emit();
		this.#resolveEnded({
			...(result === undefined ? {} : {result}),
			...(exit === undefined ? {} : {exit: {code: exit.code, signal: exit.signal}}),
			interrupted: exit === undefined,
		});
	}
}
