import {Buffer} from 'node:buffer';
import test from 'ava';
import fc from 'fast-check';
import {billable, createUsageReader} from '../../../source/daemon/models/usage.js';
import type {ProviderWire} from '../../../source/daemon/models/provider.js';
import {anthropicStream, chatStream, geminiStream, responsesStream} from '../gateway/stand-in.js';

const streams: Array<{wire: ProviderWire; stream: string; model: string; usage: Record<string, number> & {output: number}}> = [
	{wire: 'anthropic', stream: anthropicStream, model: 'claude-sonnet-5-5', usage: {input: 1200, cacheRead: 8000, cacheWrite: 500, cacheWriteHour: 300, output: 421}},
	{wire: 'openai-responses', stream: responsesStream, model: 'gpt-6-sol', usage: {input: 700, cacheRead: 2048, cacheWrite: 256, output: 90}},
	{wire: 'openai-chat', stream: chatStream, model: 'gpt-5.4-mini', usage: {input: 300, cacheRead: 100, cacheWrite: 0, output: 12}},
	{wire: 'gemini', stream: geminiStream, model: 'gemini-3.5-flash', usage: {input: 180, cacheRead: 20, cacheWrite: 0, output: 33}},
];

for (const {wire, stream, model, usage} of streams) {
	test(`the usage of a ${wire} stream is exact however its bytes are cut`, t => {
		const bytes = Buffer.from(stream);
		fc.assert(fc.property(fc.array(fc.integer({min: 0, max: bytes.length}), {maxLength: 40}), cuts => {
			const reader = createUsageReader({wire, contentType: 'text/event-stream; charset=utf-8'});
			const edges = [0, ...cuts.toSorted((one, other) => one - other), bytes.length];
			for (const [index, edge] of edges.slice(1).entries()) {
				reader.push(bytes.subarray(edges[index], edge));
			}

			const seen = reader.end();
			const {tier: _, ...numbers} = seen.usage;
			t.true(seen.complete);
			t.is(seen.model, model);
			t.deepEqual({...numbers}, usage);
		}), {numRuns: 60});
	});

	test(`a ${wire} stream that is cut anywhere is never taken as whole before its numbers came`, t => {
		const bytes = Buffer.from(stream);
		for (let end = 0; end < bytes.length; end += 7) {
			const reader = createUsageReader({wire, contentType: 'text/event-stream'});
			reader.push(bytes.subarray(0, end));
			const seen = reader.end();
			if (seen.complete) {
				t.is(seen.usage.output, usage.output);
			} else {
				t.true(billable(seen, 4000).estimated);
			}
		}
	});
}

test('a cut stream is billed by the prompt that the provider counted and by the characters that came', t => {
	const reader = createUsageReader({wire: 'anthropic', contentType: 'text/event-stream'});
	reader.push(Buffer.from(anthropicStream.slice(0, anthropicStream.indexOf('event: message_delta'))));
	const {usage, estimated} = billable(reader.end(), 999_999);
	t.true(estimated);
	t.is(usage.input, 1200);
	t.is(usage.cacheRead, 8000);
	// 22 code units of text (the last sign is two) and 22 of the tool's arguments.
	t.is(usage.output, Math.ceil(('Größe und Maß — 尺寸 🧵'.length + '{"command":"npm test"}'.length) / 4));
});

test('a stream that was cut before its first event is billed by the characters of the prompt', t => {
	const reader = createUsageReader({wire: 'openai-responses', contentType: 'text/event-stream'});
	t.deepEqual(billable(reader.end(), 4001), {usage: {input: 1001, cacheRead: 0, cacheWrite: 0, output: 0}, estimated: true});
});

test('the usage of answers that do not stream is read from their bodies', t => {
	const read = (wire: ProviderWire, body: unknown) => {
		const reader = createUsageReader({wire, contentType: 'application/json'});
		reader.push(Buffer.from(JSON.stringify(body)));
		return reader.end();
	};

	const message = read('anthropic', {type: 'message', model: 'claude-opus-5-5', usage: {input_tokens: 5, output_tokens: 7, cache_creation_input_tokens: 3, inference_geo: 'us', server_tool_use: {web_search_requests: 2}}});
	t.deepEqual(message.usage, {input: 5, cacheRead: 0, cacheWrite: 3, output: 7, webSearches: 2, geo: 'us'});
	const response = read('openai-responses', {object: 'response', model: 'o3', usage: {input_tokens: 10, output_tokens: 2}});
	t.deepEqual(response.usage, {input: 10, cacheRead: 0, cacheWrite: 0, output: 2});
	const completion = read('openai-chat', {object: 'chat.completion', choices: [{message: {content: 'x'}, finish_reason: 'stop'}], usage: {prompt_tokens: 9, completion_tokens: 1, cost: 0.25}});
	t.is(completion.reported, 0.25);
	const list = read('gemini', [{candidates: [{finishReason: 'STOP'}], usageMetadata: {promptTokenCount: 4, candidatesTokenCount: 6}}]);
	t.deepEqual(list.usage, {input: 4, cacheRead: 0, cacheWrite: 0, output: 6});
	for (const seen of [message, response, completion, list]) {
		t.true(seen.complete);
	}
});

test('numbers that are none are not counted', t => {
	const reader = createUsageReader({wire: 'openai-chat', contentType: 'application/json'});
	reader.push(Buffer.from(JSON.stringify({choices: 7, usage: {prompt_tokens: -5, completion_tokens: 'many', prompt_tokens_details: {cached_tokens: 1e9}}})));
	t.deepEqual(reader.end().usage, {input: 0, cacheRead: 0, cacheWrite: 0, output: 0});
});
