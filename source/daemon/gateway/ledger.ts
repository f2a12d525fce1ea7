import type {CallUsage} from '../models/call-usage.js';
import type {ProviderWire} from '../models/provider.js';
import type {CallEnd, CallSubject} from './grant.js';

/** Billionths of a dollar, an integer: sums of them are exact. */
export type NanoDollars = number;

/** Written before a call goes out: what it may cost. Without a `settle` it counts as spent. */
export type ReserveRecord = {
	type: 'reserve';
	/** One for each call to a provider. */
	id: string;
	/** Unix milliseconds; the call is counted on this local day. */
	at: number;
	subject: CallSubject;
	provider: string;
	wire: ProviderWire;
	/** As the agent asked for it. */
	model: string;
	usage: CallUsage;
	nanoDollars: NanoDollars;
};

/** Written when a call has ended: what it did cost. It stands alone, should the line before it be damaged. */
export type SettleRecord = Omit<ReserveRecord, 'type'> & {
	type: 'settle';
	/** Unix milliseconds. */
	endedAt: number;
	end: CallEnd;
	/** The provider's HTTP status; 0 when there was none. */
	status: number;
	/** The row of the price table, `unknown` for the tier of models that it does not know. */
	price: string;
	/** The date of that table. */
	pricesOf: string;
	/** Whether tokens or price were estimated. */
	estimated: boolean;
	/** Dollars that the provider itself says it cost, when it does. */
	reported?: number;
};

export type LedgerRecord = ReserveRecord | SettleRecord;

/** Where the ledger is kept. `append` returns when the record is on disk; `read` gives the records in their order. */
export type LedgerStore = {
	append(record: LedgerRecord): Promise<void>;
	read(): AsyncIterable<LedgerRecord>;
};
