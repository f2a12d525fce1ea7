import {Buffer} from 'node:buffer';
import zlib from 'node:zlib';
import test from 'ava';
import {loadProviders} from '../../../source/daemon/models/providers.js';
import {ask, bench, nextEvent, post, sse} from './bench.js';
import {anthropicStream, chatStream, chatStreamWithoutUsage, grantFor, provider} from './stand-in.js';

test('usage is asked for where a chat client did not, and the chunk with it is taken out again', async t => {
	const {gateway, upstream, settled} = await bench(t, {answer: sse(chatStream), wire: 'openai-chat'});
	const response = await post(`${gateway.baseUrl(gateway.grant(grantFor('s-1')), 'openai-chat')}/chat/completions`, {model: 'gpt-5.4-mini', stream: true, messages: []});
	t.is(await response.text(), chatStreamWithoutUsage);
	t.deepEqual((JSON.parse(upstream.heard[0]!.body) as {stream_options: unknown}).stream_options, {include_usage: true});
	t.is(settled()[0]!.usage.output, 12);
});

test('an endpoint that never counts is billed by its characters', async t => {
	const {gateway, settled} = await bench(t, {answer: sse(chatStreamWithoutUsage.replaceAll('gpt-5.4-mini', 'my-own')), wire: 'openai-chat'});
	const response = await post(`${gateway.baseUrl(gateway.grant(grantFor('s-1')), 'openai-chat')}/chat/completions`, {model: 'my-own', stream: true, messages: []});
	await response.text();
	const [settle] = settled();
	t.deepEqual([settle!.end, settle!.estimated, settle!.price], ['final', true, 'unknown']);
	t.is(settle!.usage.output, Math.ceil('Grüße'.length / 4));
	t.true(settle!.nanoDollars > 0);
});

test('a stream that the provider cuts is cut for the agent too, and billed as estimated', async t => {
	const cut = anthropicStream.slice(0, anthropicStream.indexOf('event: message_delta'));
	const {gateway, settled} = await bench(t, {
		answer(_, response) {
			response.writeHead(200, {'content-type': 'text/event-stream'});
			response.write(cut, () => {
				response.destroy();
			});
		},
	});
	const response = await post(`${gateway.baseUrl(gateway.grant(grantFor('s-1')), 'anthropic')}/v1/messages`, ask);
	await t.throwsAsync(response.text());
	const [settle] = settled();
	t.deepEqual([settle!.end, settle!.estimated, settle!.usage.input], ['cut', true, 1200]);
	t.true(settle!.usage.output >= 10);
});

test('an agent that goes away ends the call at the provider, and what came is billed', async t => {
	const gone = Promise.withResolvers<void>();
	const {gateway, settled} = await bench(t, {
		answer(_, response) {
			response.on('close', () => {
				gone.resolve();
			});
			response.writeHead(200, {'content-type': 'text/event-stream'});
			response.write(anthropicStream.slice(0, anthropicStream.indexOf('event: message_delta')));
		},
	});
	const ended = nextEvent(gateway, 'end');
	const controller = new AbortController();
	const response = await fetch(`${gateway.baseUrl(gateway.grant(grantFor('s-1')), 'anthropic')}/v1/messages`, {method: 'POST', headers: {'content-type': 'application/json'}, body: JSON.stringify(ask), signal: controller.signal});
	t.is(gateway.inFlight('s-1'), 1);
	await response.body!.getReader().read();
	controller.abort();
	await gone.promise;
	await ended;
	t.deepEqual([settled()[0]!.end, settled()[0]!.estimated], ['aborted', true]);
	t.is(gateway.inFlight('s-1'), 0);
});

test('revoking ends what is under way, and the token is worth nothing afterwards', async t => {
	const {gateway, upstream, settled} = await bench(t, {
		answer(_, response) {
			response.writeHead(200, {'content-type': 'text/event-stream'});
			response.write('event: ping\ndata: {"type":"ping"}\n\n');
		},
	});
	const ended = nextEvent(gateway, 'end');
	const grant = gateway.grant(grantFor('s-1'));
	const url = `${gateway.baseUrl(grant, 'anthropic')}/v1/messages`;
	const response = await post(url, ask);
	gateway.revoke(grant.token);
	await t.throwsAsync(response.text());
	await ended;
	t.is(settled()[0]!.end, 'aborted');
	t.is((await post(url, ask)).status, 403);
	t.is(upstream.heard.length, 1);
});

test('a provider that refuses or is not there costs nothing, and its answer passes', async t => {
	const {gateway, upstream, settled} = await bench(t, {
		answer(_, response) {
			response.writeHead(529, {'content-type': 'application/json', 'retry-after': '3'}).end('{"type":"error","error":{"type":"overloaded_error","message":"Overloaded"}}');
		},
	});
	const url = `${gateway.baseUrl(gateway.grant(grantFor('s-1')), 'anthropic')}/v1/messages`;
	const busy = await post(url, ask);
	t.deepEqual([busy.status, busy.headers.get('retry-after'), await busy.text()], [529, '3', '{"type":"error","error":{"type":"overloaded_error","message":"Overloaded"}}']);
	gateway.setProviders([provider('http://127.0.0.1:1')]);
	const absent = await post(url, ask);
	t.is(absent.status, 502);
	t.is(absent.headers.get('x-should-retry'), null);
	t.deepEqual(settled().map(({end, nanoDollars, status}) => [end, nanoDollars, status]), [['failed', 0, 529], ['failed', 0, 0]]);
	t.is(upstream.heard.length, 1);
});

test('a provider that falls silent is given up after its patience', async t => {
	const {gateway, settled} = await bench(t, {
		options: {patience: {answer: 60_000, idle: 50}},
		answer(_, response) {
			response.writeHead(200, {'content-type': 'text/event-stream'});
			response.write('event: ping\ndata: {"type":"ping"}\n\n');
		},
	});
	const response = await post(`${gateway.baseUrl(gateway.grant(grantFor('s-1')), 'anthropic')}/v1/messages`, ask);
	await t.throwsAsync(response.text());
	t.is(settled()[0]!.end, 'cut');
});

test('compressed bodies are counted in both directions and passed as they are', async t => {
	const {gateway, upstream, settled} = await bench(t, {
		answer(_, response) {
			response.writeHead(200, {'content-type': 'text/event-stream', 'content-encoding': 'gzip'});
			response.end(zlib.gzipSync(anthropicStream));
		},
	});
	const response = await fetch(`${gateway.baseUrl(gateway.grant(grantFor('s-1')), 'anthropic')}/v1/messages`, {method: 'POST', headers: {'content-type': 'application/json', 'content-encoding': 'zstd'}, body: zlib.zstdCompressSync(Buffer.from(JSON.stringify(ask)))});
	t.is(await response.text(), anthropicStream);
	t.is(upstream.heard[0]!.headers['content-encoding'], 'zstd');
	t.deepEqual([settled()[0]!.usage.output, settled()[0]!.model], [421, 'claude-sonnet-5-5']);
});

test('a call that cannot be written into the ledger is not made', async t => {
	const {gateway, upstream} = await bench(t, {
		answer: sse(anthropicStream),
		options: {
			async record() {
				throw new Error('no space left on device');
			},
		},
	});
	const response = await post(`${gateway.baseUrl(gateway.grant(grantFor('s-1')), 'anthropic')}/v1/messages`, ask);
	t.deepEqual([response.status, response.headers.get('x-should-retry'), upstream.heard.length], [503, 'false', 0]);
});

test('a missing key is said to the agent in a sentence', async t => {
	const {gateway, upstream} = await bench(t, {answer: sse(anthropicStream)});
	gateway.setProviders(loadProviders({environment: {}, config: {vendor: {wire: 'anthropic', baseUrl: upstream.address, keyFrom: {env: 'ABSENT'}}}}));
	const response = await post(`${gateway.baseUrl(gateway.grant(grantFor('s-1')), 'anthropic')}/v1/messages`, ask);
	t.is(response.status, 402);
	t.regex(await response.text(), /variable ABSENT/v);
});
