import type {Emitter} from '../base/emitter.js';
import type {BegunLines, Heeded, HolderEvent, HolderStatus, Scheme, Size, Wish} from '../protocol/holder.js';
import type {ScreenUpdate} from '../protocol/screen-update.js';

export type Sized = Omit<Extract<HolderEvent, {type: 'sized'}>, 'type'>;

type Reply<Type extends HolderEvent['type']> = Extract<HolderEvent, {type: Type}>;

/** The connecting side of a holder's socket. Requests reject with a MillwrightError; with code `holder-gone` when the connection closes first. */
export type HolderLink = {
	/** Of the holder, from its welcome. */
	readonly pid: number;
	/** The status whenever something other than the cells changed, once `watch` was called. */
	readonly status: Emitter<HolderStatus>;
	/** The answer to `resize`: the size that the session has from then on, and by which rule. */
	readonly sized: Emitter<Sized>;
	/** Screen updates, once `subscribe` was called: acknowledge each when it was drawn. */
	readonly updates: Emitter<ScreenUpdate>;
	readonly bell: Emitter<void>;
	/** What the program asks of the person, once `subscribe` was called. */
	readonly wishes: Emitter<Wish>;
	/** The person has answered at another client, once `subscribe` was called. */
	readonly heeded: Emitter<Heeded>;
	/** Once, however the connection ended. */
	readonly closed: Emitter<void>;
	readonly isClosed: boolean;

	subscribe(revision: number): void;
	unsubscribe(): void;
	acknowledge(revision: number): void;
	watch(): void;
	/** What text stands on at this side: the program is told, when it asked to be. */
	tellScheme(scheme: Scheme): void;
	/** The person has answered here. Only for wishes that came with a number: other holders take it for garbage. */
	heed(heeded: Heeded): void;
	/** Bytes for the program, as they are. */
	input(bytes: Uint8Array): void;
	/** The size that this side shows it in; answered with `sized`. */
	resize(size: Size): void;

	getStatus(): Promise<HolderStatus>;
	/** Types text as a person would. Resolves to whether it is known to have arrived. */
	type(text: string, options: {submit: boolean}): Promise<boolean>;
	/**
	Lines from that on, or from the oldest that is kept. They are counted from the first of the session (0), lost ones too.
	`update.rows` number them from 0, the first being line `first`; `total` is the number behind the last. `begun` is left out by holders that do not count them.
	*/
	lines(from: number, count: number): Promise<{first: number; total: number; update: ScreenUpdate; begun?: BegunLines}>;
	search(query: {pattern: string; regularExpression: boolean; limit: number}): Promise<Omit<Reply<'matches'>, 'type' | 'id'>>;
	/** History and screen as text; only the last so many lines when `last` is given. */
	text(last?: number): Promise<string>;
	/** Ends the program and its process tree. Resolves to the processes that could not be ended. */
	end(grace: number): Promise<Reply<'ended'>['left']>;
	/** Begins or ends the recording of the session. */
	record(options: {on: boolean}): Promise<void>;
	freeze(options: {frozen: boolean}): Promise<void>;
	close(): void;
};

export type HolderAddress = {
	socket: string;
	token: string;
	/** The version of the package that connects. */
	version: string;
	/** Who connects: `client`, `command`, `daemon`, `herald`. */
	role: string;
};
