import type {CallUsage} from './call-usage.js';
import shippedTable from './prices.json' with {type: 'json'};

/** Dollars per million tokens. What a row does not name is billed as plain input. */
export type Rates = {
	input: number;
	output: number;
	cacheRead?: number;
	/** OpenAI: one price of writing. */
	cacheWrite?: number;
	/** Anthropic: by how long it is kept. */
	cacheWrite5m?: number;
	cacheWrite1h?: number;
};

export type PriceRow = Rates & {
	/** The model's id without a date at its end. */
	id: string;
	/** First and last day (YYYY-MM-DD, UTC) on which the row holds. */
	from?: string;
	until?: string;
	/** Holds for the whole request when its prompt, cached parts included, is longer than this. */
	long?: Rates & {abovePromptTokens: number};
	/** The dearer, faster line. */
	fast?: Rates;
};

export type PriceTable = {
	/** The day on which the numbers were gathered. */
	asOf: string;
	unit: string;
	/** `geo.us`, `tier.priority` …: times the whole price. */
	multipliers: Readonly<Record<string, number>>;
	/** Dollars for one search of the web by the vendor. */
	webSearch: number;
	/** For models that are not in the table: dear on purpose, so that a new model never looks free. */
	unknown: Rates;
	models: readonly PriceRow[];
};

export type Price = {
	/** Billionths of a dollar, an integer. */
	nanoDollars: number;
	/** The row that it was priced by: the id, with `@<from>` for a dated one; `unknown` for the tier of unknown models. */
	row: string;
	/** The model is not in the table. */
	estimated: boolean;
};

export type PriceQuestion = {
	/** As the API calls it; a date at its end is looked past, and nothing else is. */
	model: string;
	usage: CallUsage;
	/** Unix milliseconds. */
	at: number;
	/** @default the shipped table */
	table?: PriceTable;
};

/** The table that ships with Millwright; docs/money.md says where its numbers come from. */
export const prices: PriceTable = shippedTable;

/** What a call costs: tokens in their buckets, by the row that held on that day. */
export function priceOf({model, usage, at, table = prices}: PriceQuestion): Price {
	const row = rowOf({model, at, table});
	const rates = ratesOf(row ?? table.unknown, usage);
	const writtenForAnHour = Math.min(usage.cacheWriteHour ?? 0, usage.cacheWrite);
	const write = dearEnough(rates.cacheWrite5m ?? rates.cacheWrite, rates.input);
	const writeHour = dearEnough(rates.cacheWrite1h, write);
	// Dollars per million tokens are thousands of nano-dollars a token.
	const thousands = sum(
		usage.input * rates.input,
		usage.cacheRead * (rates.cacheRead ?? rates.input),
		(usage.cacheWrite - writtenForAnHour) * write,
		writtenForAnHour * writeHour,
		usage.output * rates.output,
	);
	const searches = (usage.webSearches ?? 0) * table.webSearch * 1e9;
	return {
		nanoDollars: Math.round(sum(thousands * 1000 * multiplierOf(usage, table), searches)),
		row: row === undefined ? 'unknown' : nameOf(row),
		estimated: row === undefined,
	};
}

const sum = (...numbers: number[]): number => numbers.reduce((one, other) => one + other, 0);

/** Whether the table has a row for the model on that day. */
export function isPriced({model, at, table = prices}: Omit<PriceQuestion, 'usage'>): boolean {
	return rowOf({model, at, table}) !== undefined;
}

/*
Only the whole id counts. A fuzzy match once priced claude-sonnet-5-5 by the row of claude-sonnet-5, whose cache reads are
twice as dear; an unknown tier that says so is better than a wrong row that does not.
*/
function rowOf({model, at, table}: {model: string; at: number; table: PriceTable}): PriceRow | undefined {
	const plain = withoutDate(model);
	const day = new Date(at).toISOString().slice(0, 10);
	return table.models.find(row => (row.id === model || row.id === plain) && (row.from ?? '') <= day && day <= (row.until ?? '9999'));
}

// Forms in use: -20251001, -2025-10-01, @20251001; Gemini's list says models/…
const withoutDate = (model: string): string => model.replace(/^models\//v, '').replace(/[\-@]\d{4}-?\d{2}-?\d{2}$/v, '');

const nameOf = (row: PriceRow): string => (row.from === undefined ? row.id : `${row.id}@${row.from}`);

function ratesOf(row: PriceRow | Rates, usage: CallUsage): Rates {
	if (!('id' in row)) {
		return row;
	}

	if (usage.speed === 'fast' && row.fast !== undefined) {
		return {...row, ...row.fast};
	}

	const prompt = usage.input + usage.cacheRead + usage.cacheWrite;
	return row.long !== undefined && prompt > row.long.abovePromptTokens ? {...row, ...row.long} : row;
}

/** A row without a price of writing, or with 0 for "no extra charge", bills what was written as `otherwise`. */
const dearEnough = (rate: number | undefined, otherwise: number): number => (rate === undefined || rate === 0 ? otherwise : rate);

const multiplierOf = (usage: CallUsage, table: PriceTable): number =>
	(table.multipliers[`geo.${usage.geo}`] ?? 1) * (table.multipliers[`tier.${usage.tier}`] ?? 1);
