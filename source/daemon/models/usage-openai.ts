import type {CallUsage} from './call-usage.js';
import {countAt, listAt, objectAt, textAt, type Json} from './json.js';
import type {Fold, UsageSeen} from './usage.js';

const lastEvents = new Set(['response.completed', 'response.incomplete', 'response.failed']);

/** Responses: usage comes once, with the last event. `input_tokens` counts the cached and the written parts as well. */
export const responsesFold: Fold = (seen, event) => {
	const type = textAt(event, 'type') ?? '';
	seen.failed ||= type === 'error' || type === 'response.failed' || 'error' in event;
	if (type.endsWith('.delta')) {
		seen.characters += textAt(event, 'delta')?.length ?? 0;
		return;
	}

	const response = textAt(event, 'object') === 'response' ? event : objectAt(event, 'response');
	takeHead(seen, response);
	const usage = objectAt(response, 'usage');
	if ((type !== '' && !lastEvents.has(type)) || !('input_tokens' in usage)) {
		return;
	}

	const details = objectAt(usage, 'input_tokens_details');
	takeCounts(seen, buckets({all: countAt(usage, 'input_tokens'), details, output: countAt(usage, 'output_tokens')}));
	seen.complete = true;
};

/** Chat Completions: usage comes with the whole body, or in a last chunk of its own when the request asked for it. */
export const chatFold: Fold = (seen, event) => {
	takeHead(seen, event);
	seen.failed ||= 'error' in event;
	const choices = listAt(event, 'choices');
	for (const choice of choices) {
		const delta = objectAt(choice, 'message' in choice ? 'message' : 'delta');
		seen.characters += (textAt(delta, 'content')?.length ?? 0) + (textAt(delta, 'reasoning_content')?.length ?? 0);
		for (const call of listAt(delta, 'tool_calls')) {
			seen.characters += textAt(objectAt(call, 'function'), 'arguments')?.length ?? 0;
		}
	}

	const usage = objectAt(event, 'usage');
	if (!('prompt_tokens' in usage)) {
		return;
	}

	const details = objectAt(usage, 'prompt_tokens_details');
	takeCounts(seen, buckets({all: countAt(usage, 'prompt_tokens'), details, output: countAt(usage, 'completion_tokens')}));
	// Some servers count along with every chunk: only the last of them is the whole.
	seen.complete = choices.every(choice => textAt(choice, 'finish_reason') !== undefined);
	const {cost} = usage;
	// OpenRouter and its like say what they charge.
	if (typeof cost === 'number' && Number.isFinite(cost) && cost >= 0) {
		seen.reported = cost;
	}
};

type Counts = {all: number; details: Json; output: number};

/** Each token once: what was cached or written is taken out of the prompt's total. */
function buckets({all, details, output}: Counts): CallUsage {
	const cacheRead = Math.min(countAt(details, 'cached_tokens'), all);
	const cacheWrite = Math.min(countAt(details, 'cache_write_tokens'), all - cacheRead);
	return {input: all - cacheRead - cacheWrite, cacheRead, cacheWrite, output};
}

function takeCounts(seen: UsageSeen, usage: CallUsage): void {
	Object.assign(seen.usage, usage);
	seen.inputKnown = true;
}

function takeHead(seen: UsageSeen, head: Json): void {
	const model = textAt(head, 'model');
	if (model !== undefined) {
		seen.model = model;
	}

	const tier = textAt(head, 'service_tier');
	if (tier !== undefined && tier.length <= 20) {
		seen.usage.tier = tier;
	}
}
