import type {Emitter} from '../../base/emitter.js';
import type {Provider, ProviderWire} from '../models/provider.js';
import type {CallEvent, Grant, GrantRequest} from './grant.js';
import type {LedgerRecord, ReserveRecord} from './ledger.js';

/** Whether a call may go out. `refused` is the sentence that the agent is answered with, and shows the person. */
export type Admission = {ok: true} | {ok: false; refused: string};

/** Asked before each call, with what it may cost; it takes the money at once, so that two calls cannot both have the last of it. `signal` says that nobody waits any more. */
export type Admit = (question: {grant: Grant; estimate: ReserveRecord; signal: AbortSignal}) => Promise<Admission>;

/** Milliseconds. */
export type Patience = {
	/** Until a provider begins to answer; 600,000 unless given, what the vendors' own SDKs wait. */
	answer: number;
	/** Without a byte once it has begun, where pings count; 300,000 unless given, after which agents give up themselves. */
	idle: number;
};

export type GatewayOptions = {
	/** The port of the daemon before, so that running agents find it again; any free one when not given. */
	port?: number;
	providers: readonly Provider[];
	/** Those of the daemon before, so that no agent meets a gateway that does not know it. */
	grants?: readonly Grant[];
	admit: Admit;
	/** Writes a line of the ledger; resolves when it is on disk. */
	record: (record: LedgerRecord) => Promise<void>;
	/** One line of the daemon's log; never given a key, a token or a body. */
	log?: (line: string) => void;
	patience?: Patience;
};

export type Gateway = {
	readonly port: number;
	/** `http://127.0.0.1:<port>`. */
	readonly address: string;
	readonly calls: Emitter<CallEvent>;
	grant(request: GrantRequest): Grant;
	/** Takes a grant of the daemon before. */
	restore(grant: Grant): void;
	/** Ends the grant; calls under way are cut off. */
	revoke(token: string): void;
	/** The base URL to give an SDK or an agent that speaks this wire. */
	baseUrl(grant: Grant, wire: ProviderWire): string;
	/** Calls of the session that are under way. */
	inFlight(session: string): number;
	/** Replaces the providers: the configuration was edited. */
	setProviders(providers: readonly Provider[]): void;
	close(): Promise<void>;
};
