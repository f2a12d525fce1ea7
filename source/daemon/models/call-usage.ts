import type {Usage} from '../../protocol/spend.js';

/** What one model call used, in buckets that are each billed once, with what changes their price. */
export type CallUsage = Usage & {
	/** The part of `cacheWrite` that is kept an hour and not five minutes (Anthropic): it is dearer. */
	cacheWriteHour?: number;
	/** Searches of the web that the vendor ran: priced apiece. */
	webSearches?: number;
	/** Where it was inferred, when the vendor bills that: `us` is dearer at Anthropic. */
	geo?: string;
	/** `priority`, `flex`, `batch`, as the vendor said in its answer. */
	tier?: string;
	/** `fast`, when the vendor served it on the dearer, faster line. */
	speed?: string;
};

export const noUsage: Usage = {input: 0, cacheRead: 0, cacheWrite: 0, output: 0};

/** Anything else than nothing was counted. */
export const hasUsage = (usage: Usage): boolean => usage.input + usage.cacheRead + usage.cacheWrite + usage.output > 0;

export const addUsage = (one: Usage, other: Usage): Usage => ({
	input: one.input + other.input,
	cacheRead: one.cacheRead + other.cacheRead,
	cacheWrite: one.cacheWrite + other.cacheWrite,
	output: one.output + other.output,
});
