import {countAt, objectAt, textAt, type Json} from './json.js';
import type {Fold, UsageSeen} from './usage.js';

/*
Messages: `message_start` carries the prompt's tokens, each `message_delta` repeats the output so far and may restate the
prompt; numbers only rise, so the highest of each field is the true one. `input_tokens` is without the cached parts.
*/
export const anthropicFold: Fold = (seen, event) => {
	const type = textAt(event, 'type') ?? '';
	switch (type) {
		case 'message_start': {
			const message = objectAt(event, 'message');
			takeModel(seen, message);
			takeUsage(seen, objectAt(message, 'usage'));
			break;
		}

		case 'message_delta': {
			takeUsage(seen, objectAt(event, 'usage'));
			// Without a reason to stop it is not the last.
			seen.complete ||= textAt(objectAt(event, 'delta'), 'stop_reason') !== undefined && 'usage' in event;
			break;
		}

		case 'content_block_delta': {
			const delta = objectAt(event, 'delta');
			for (const key of ['text', 'partial_json', 'thinking']) {
				seen.characters += textAt(delta, key)?.length ?? 0;
			}

			break;
		}

		case 'message': {
			takeModel(seen, event);
			takeUsage(seen, objectAt(event, 'usage'));
			seen.complete = 'usage' in event;
			break;
		}

		case 'error': {
			seen.failed = true;
			break;
		}

		default:
	}
};

function takeModel(seen: UsageSeen, message: Json): void {
	const model = textAt(message, 'model');
	if (model !== undefined) {
		seen.model = model;
	}
}

function takeUsage(seen: UsageSeen, usage: Json): void {
	const {usage: sum} = seen;
	const written = objectAt(usage, 'cache_creation');
	const hour = countAt(written, 'ephemeral_1h_input_tokens');
	seen.inputKnown ||= 'input_tokens' in usage;
	sum.input = Math.max(sum.input, countAt(usage, 'input_tokens'));
	sum.cacheRead = Math.max(sum.cacheRead, countAt(usage, 'cache_read_input_tokens'));
	sum.cacheWrite = Math.max(sum.cacheWrite, countAt(usage, 'cache_creation_input_tokens'), hour + countAt(written, 'ephemeral_5m_input_tokens'));
	sum.output = Math.max(sum.output, countAt(usage, 'output_tokens'));
	takeMost(sum, 'cacheWriteHour', hour);
	takeMost(sum, 'webSearches', countAt(objectAt(usage, 'server_tool_use'), 'web_search_requests'));
	takeText(sum, 'geo', textAt(usage, 'inference_geo'));
	// `standard` and `priority` are one price here; only a batch is cheaper.
	takeText(sum, 'tier', textAt(usage, 'service_tier') === 'batch' ? 'batch' : undefined);
	takeText(sum, 'speed', textAt(usage, 'speed'));
}

function takeMost(sum: UsageSeen['usage'], key: 'cacheWriteHour' | 'webSearches', count: number): void {
	if (count > 0) {
		sum[key] = Math.max(sum[key] ?? 0, count);
	}
}

function takeText(sum: UsageSeen['usage'], key: 'geo' | 'tier' | 'speed', value: string | undefined): void {
	// Short words of a vendor's; anything longer is not one of them.
	if (value !== undefined && value.length <= 20) {
		sum[key] = value;
	}
}
