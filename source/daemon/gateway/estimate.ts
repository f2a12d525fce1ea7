import type {CallUsage} from '../models/call-usage.js';
import {countAt, objectAt, type Json} from '../models/json.js';
import {tokensOf} from '../models/usage.js';

/** Output tokens that are reserved for a call that may make more: nearly all make fewer, and a reservation that is too high stops work that there was money for. */
const outputReserved = 8192;

/** The names that the wires have for the most tokens that an answer may have. */
const limits = ['max_tokens', 'max_completion_tokens', 'max_output_tokens'];

export type EstimateQuestion = {
	json: Json;
	/** Of the whole request. */
	characters: number;
	/** Tokens of the prompt of the session's call before to the same model, when the provider kept it: most of the next one is the same. */
	cached: number;
};

/** What a call may use, before it is made. */
export function estimateUsage({json, characters, cached}: EstimateQuestion): CallUsage {
	const prompt = tokensOf(characters);
	const cacheRead = Math.min(cached, prompt);
	const asked = limits.map(name => countAt(json, name)).find(count => count > 0) ?? countAt(objectAt(json, 'generationConfig'), 'maxOutputTokens');
	return {input: prompt - cacheRead, cacheRead, cacheWrite: 0, output: asked > 0 ? Math.min(asked, outputReserved) : outputReserved};
}
