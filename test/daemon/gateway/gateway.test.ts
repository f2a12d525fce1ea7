import {once} from 'node:events';
import http from 'node:http';
import Anthropic from '@anthropic-ai/sdk';
import test from 'ava';
import OpenAI from 'openai';
import {startGateway} from '../../../source/daemon/gateway/gateway.js';
import type {CallEvent} from '../../../source/daemon/gateway/grant.js';
import type {ProviderWire} from '../../../source/daemon/models/provider.js';
import {ask, bench, post, sse} from './bench.js';
import {anthropicStream, chatStream, geminiStream, grantFor, provider, responsesStream, standIn} from './stand-in.js';

const doors: Array<{wire: ProviderWire; path: string; body: Record<string, unknown>; stream: string; upstreamPath: string; keyHeader: [string, string]; usage: number[]}> = [
	{wire: 'anthropic', path: '/v1/messages?beta=true', body: ask, stream: anthropicStream, upstreamPath: '/v1/messages?beta=true', keyHeader: ['x-api-key', 'sk-real-key-0123456789'], usage: [1200, 8000, 500, 421]},
	{wire: 'openai-responses', path: '/responses', body: {model: 'gpt-6-sol', stream: true, input: 'x'}, stream: responsesStream, upstreamPath: '/v1/responses', keyHeader: ['authorization', 'Bearer sk-real-key-0123456789'], usage: [700, 2048, 256, 90]},
	{wire: 'openai-chat', path: '/chat/completions', body: {model: 'gpt-5.4-mini', stream: true, stream_options: {include_usage: true}, messages: []}, stream: chatStream, upstreamPath: '/v1/chat/completions', keyHeader: ['authorization', 'Bearer sk-real-key-0123456789'], usage: [300, 100, 0, 12]},
	{wire: 'gemini', path: '/v1beta/models/gemini-3.5-flash:streamGenerateContent?alt=sse&key=run-token', body: {contents: []}, stream: geminiStream, upstreamPath: '/v1beta/models/gemini-3.5-flash:streamGenerateContent?alt=sse', keyHeader: ['x-goog-api-key', 'sk-real-key-0123456789'], usage: [180, 20, 0, 33]},
];

for (const {wire, path, body, stream, upstreamPath, keyHeader, usage} of doors) {
	test(`a ${wire} call passes unchanged with the real key and is in the ledger when it ends`, async t => {
		const {gateway, upstream, records, settled} = await bench(t, {answer: sse(stream), wire});
		const grant = gateway.grant(grantFor('s-1'));
		const response = await post(`${gateway.baseUrl(grant, wire)}${path}`, body, {authorization: 'Bearer run-token', 'x-api-key': 'run-token', 'x-goog-api-key': 'run-token', 'anthropic-beta': 'one,two', 'x-millwright-role': 'forged'});
		t.is(await response.text(), stream);
		t.is(response.headers.get('request-id'), 'req_1');
		const [heard] = upstream.heard;
		t.is(heard!.url, upstreamPath);
		t.deepEqual(JSON.parse(heard!.body), body);
		t.is(heard!.headers[keyHeader[0]], keyHeader[1]);
		t.is(heard!.headers['anthropic-beta'], 'one,two');
		t.false(JSON.stringify(heard!.headers).includes('run-token'));
		t.false(JSON.stringify(heard!.headers).includes('millwright'), 'a real provider is told nothing of the project');
		t.deepEqual(records.map(({type}) => type), ['reserve', 'settle']);
		const [settle] = settled();
		t.deepEqual([settle!.usage.input, settle!.usage.cacheRead, settle!.usage.cacheWrite, settle!.usage.output], usage);
		t.is(settle!.end, 'final');
		t.false(settle!.estimated);
		t.deepEqual(settle!.subject, {session: 's-1', project: 'shop', task: 'csv-import', run: 'r-1', generation: 1, attempt: 2, role: 'builder', stage: 'build'});
		t.true(settle!.nanoDollars > 0 && Number.isSafeInteger(settle!.nanoDollars));
	});

	test(`a refused ${wire} call is answered with 402 in the vendor's shape, and the provider hears nothing`, async t => {
		const sentence = 'The project shop has spent its $20.00 for today.';
		const {gateway, upstream, records} = await bench(t, {answer: sse(stream), wire, options: {admit: async () => ({ok: false, refused: sentence})}});
		const response = await post(`${gateway.baseUrl(gateway.grant(grantFor('s-1')), wire)}${path}`, body);
		t.is(response.status, 402);
		t.is(response.headers.get('x-should-retry'), 'false');
		const answer = await response.json() as {type?: string; error: {type?: string; message: string; code?: unknown}};
		t.is(answer.error.message, sentence);
		t.is(wire === 'gemini' ? answer.error.code : answer.error.type, wire === 'gemini' ? 402 : 'billing_error');
		t.is(answer.type, wire === 'anthropic' ? 'error' : undefined);
		t.deepEqual([upstream.heard.length, records.length], [0, 0]);
	});
}

test('the vendors\' own SDKs work with the base URL as it is given, and take a refusal as final', async t => {
	const budget = {isUsedUp: false};
	const options = {admit: async () => (budget.isUsedUp ? {ok: false, refused: 'No money.'} as const : {ok: true} as const)};
	const messages = await bench(t, {answer: sse(anthropicStream), options});
	const anthropic = new Anthropic({apiKey: 'unused', baseURL: messages.gateway.baseUrl(messages.gateway.grant(grantFor('s-1')), 'anthropic')});
	const message = await anthropic.messages.stream({...ask, messages: [{role: 'user', content: 'x'}]}).finalMessage();
	t.is(message.usage.output_tokens, 421);
	const responses = await bench(t, {answer: sse(responsesStream), wire: 'openai-responses', options});
	const openai = new OpenAI({apiKey: 'unused', baseURL: responses.gateway.baseUrl(responses.gateway.grant(grantFor('s-1')), 'openai-responses')});
	const types: string[] = [];
	for await (const event of await openai.responses.create({model: 'gpt-6-sol', input: 'x', stream: true})) {
		types.push(event.type);
	}

	t.is(types.at(-1), 'response.completed');
	budget.isUsedUp = true;
	await t.throwsAsync(anthropic.messages.create({...ask, stream: false, messages: []}), {message: /402.*No money\./v});
	await t.throwsAsync(openai.responses.create({model: 'gpt-6-sol', input: 'x'}), {message: /402 No money\./v});
	t.deepEqual([messages.upstream.heard.length, responses.upstream.heard.length], [1, 1]);
});

test('a rehearsal is told who calls', async t => {
	const {gateway, upstream} = await bench(t, {answer: sse(anthropicStream)});
	gateway.setProviders([provider(upstream.address, {rehearsal: true, key: async () => undefined})]);
	const response = await post(`${gateway.baseUrl(gateway.grant(grantFor('s-1')), 'anthropic')}/v1/messages`, ask);
	await response.text();
	const told = Object.fromEntries(Object.entries(upstream.heard[0]!.headers).filter(([name]) => name.startsWith('x-millwright-')));
	t.deepEqual(told, {'x-millwright-session': 's-1', 'x-millwright-project': 'shop', 'x-millwright-task': 'csv-import', 'x-millwright-run': 'r-1', 'x-millwright-generation': '1', 'x-millwright-attempt': '2', 'x-millwright-role': 'builder', 'x-millwright-stage': 'build'});
});

test('the key is in no log, no ledger and no error, and goes to no other host', async t => {
	const elsewhere = await standIn(sse(anthropicStream));
	t.teardown(async () => elsewhere.close());
	const key = 'sk-real-key-0123456789';
	const {gateway, records, log} = await bench(t, {
		answer(request, response) {
			if (request.url.includes('beta')) {
				response.writeHead(307, {location: `${elsewhere.address}/v1/messages`}).end();
			} else {
				response.writeHead(401, {'content-type': 'application/json'}).end(JSON.stringify({type: 'error', error: {type: 'authentication_error', message: `invalid key ${key}`}}));
			}
		},
	});
	const events: CallEvent[] = [];
	gateway.calls.on(event => {
		events.push(event);
	});
	const base = gateway.baseUrl(gateway.grant(grantFor('s-1')), 'anthropic');
	const redirected = await post(`${base}/v1/messages?beta=true`, ask);
	t.is(redirected.status, 502);
	const refused = await post(`${base}/v1/messages`, ask);
	const text = await refused.text();
	t.true(text.includes('invalid key [key]'));
	t.is(elsewhere.heard.length, 0);
	const token = base.split('/', 5)[4]!;
	gateway.setProviders([]);
	const gone = await post(`${base}/v1/messages`, ask);
	t.is(gone.status, 404);
	const goneText = await gone.text();
	for (const secret of [key, token]) {
		t.false(JSON.stringify([records, log, goneText]).includes(secret));
	}

	t.false(JSON.stringify(events).includes(key));
});

test('web pages, strangers, unknown paths and other wires are kept out', async t => {
	const {gateway, upstream} = await bench(t, {answer: sse(anthropicStream)});
	const grant = gateway.grant(grantFor('s-1'));
	const base = gateway.baseUrl(grant, 'anthropic');
	const status = async (url: string, headers: Record<string, string> = {}, method = 'POST') => {
		const request = http.request(url, {method, headers: {'content-type': 'application/json', ...headers}});
		request.end(method === 'POST' ? JSON.stringify(ask) : undefined);
		const [response] = await once(request, 'response') as [http.IncomingMessage];
		response.resume();
		return response.statusCode;
	};

	t.is(await status(`${base}/v1/messages`, {origin: 'https://evil.example'}), 403);
	t.is(await status(`${base}/v1/messages`, {'sec-fetch-site': 'cross-site'}), 403);
	t.is(await status(`${base}/v1/messages`, {host: `evil.example:${gateway.port}`}), 403);
	t.is(await status(`${gateway.address}/r/${'0'.repeat(64)}/anthropic/v1/messages`), 403);
	t.is(await status(`${gateway.address}/r/short/anthropic/v1/messages`), 403);
	t.is(await status(`${base}/v1/organizations/api_keys`), 404);
	t.is(await status(`${base}/v1/messages/../organizations`), 404);
	t.is(await status(`${gateway.baseUrl(grant, 'openai-chat')}/chat/completions`), 404);
	t.is(await status(`${base}/v1/messages`, {'content-type': 'text/plain'}), 415);
	t.is(await status(`${base}/v1/messages`, {}, 'DELETE'), 404);
	t.is(await status(`${base}/v1/messages`, {'content-length': String(33 * 1024 * 1024)}), 413);
	t.is(upstream.heard.length, 0);
	t.is(await status(`${base}/api/hello`, {}, 'HEAD'), 200);
});

test('counting tokens and listing models is free: neither asked for nor in the ledger', async t => {
	const {gateway, upstream, records} = await bench(t, {
		options: {admit: async () => ({ok: false, refused: 'No money.'})},
		answer(_, response) {
			response.writeHead(200, {'content-type': 'application/json'}).end('{"input_tokens":12}');
		},
	});
	const base = gateway.baseUrl(gateway.grant(grantFor('s-1')), 'anthropic');
	const counted = await post(`${base}/v1/messages/count_tokens`, ask);
	t.deepEqual(await counted.json(), {input_tokens: 12});
	t.is((await fetch(`${base}/v1/models`)).status, 200);
	t.deepEqual(upstream.heard.map(({url, headers}) => [url, headers['x-api-key']]), [['/v1/messages/count_tokens', 'sk-real-key-0123456789'], ['/v1/models', 'sk-real-key-0123456789']]);
	t.is(records.length, 0);
});

test('a WebSocket is answered with 426, after which Codex falls back to HTTP', async t => {
	const {gateway} = await bench(t, {answer: sse(responsesStream), wire: 'openai-responses'});
	const request = http.request(`${gateway.baseUrl(gateway.grant(grantFor('s-1')), 'openai-responses')}/responses`, {headers: {connection: 'Upgrade', upgrade: 'websocket'}});
	request.end();
	const [response] = await once(request, 'response') as [http.IncomingMessage];
	t.is(response.statusCode, 426);
	response.resume();
});

test('the next daemon takes the same port and knows the tokens of agents that run', async t => {
	const {gateway, upstream} = await bench(t, {answer: sse(anthropicStream)});
	const grant = gateway.grant(grantFor('s-1'));
	const url = `${gateway.baseUrl(grant, 'anthropic')}/v1/messages`;
	await gateway.close();
	const settings = {admit: async () => ({ok: true}) as const, async record() {/* not looked at */}, providers: [provider(upstream.address)]};
	const next = await startGateway({...settings, port: gateway.port, grants: [grant]});
	t.is(next.port, gateway.port);
	const response = await post(url, ask);
	t.is(await response.text(), anthropicStream);
	const lines: string[] = [];
	const third = await startGateway({...settings, port: next.port, log(line) {
		lines.push(line);
	}});
	t.not(third.port, next.port);
	t.regex(lines.join('\n'), /taken/v);
	await Promise.all([next.close(), third.close()]);
});
