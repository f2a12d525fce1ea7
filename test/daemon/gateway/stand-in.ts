import {Buffer} from 'node:buffer';
import {once} from 'node:events';
import http, {type IncomingHttpHeaders, type IncomingMessage, type ServerResponse} from 'node:http';
import type {AddressInfo} from 'node:net';
import type {LedgerRecord, LedgerStore} from '../../../source/daemon/gateway/ledger.js';
import type {GrantRequest} from '../../../source/daemon/gateway/grant.js';
import type {Provider, ProviderWire} from '../../../source/daemon/models/provider.js';

export type Heard = {method: string; url: string; headers: IncomingHttpHeaders; body: string};

export type StandIn = {
	address: string;
	heard: Heard[];
	close(): Promise<void>;
};

/** A provider on loopback that answers as it is told. */
export async function standIn(answer: (request: Heard, response: ServerResponse) => void): Promise<StandIn> {
	const heard: Heard[] = [];
	const server = http.createServer((request, response) => {
		void (async () => {
			const one = {method: request.method ?? '', url: request.url ?? '', headers: request.headers, body: await textOf(request)};
			heard.push(one);
			answer(one, response);
		})();
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	return {
		address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		heard,
		async close() {
			server.closeAllConnections();
			server.close();
			await once(server, 'close');
		},
	};
}

async function textOf(request: IncomingMessage): Promise<string> {
	const chunks: Buffer[] = await Array.fromAsync(request as AsyncIterable<Buffer>);

	return Buffer.concat(chunks).toString('utf8');
}

export const provider = (address: string, {wire = 'anthropic', ...rest}: Partial<Provider> & {wire?: ProviderWire} = {}): Provider => ({
	name: 'vendor',
	wire,
	baseUrl: wire.startsWith('openai') ? `${address}/v1` : address,
	rehearsal: false,
	models: {},
	keySource: 'the test',
	key: async () => 'sk-real-key-0123456789',
	...rest,
});

export const grantFor = (session: string, more: Partial<GrantRequest> = {}): GrantRequest =>
	({session, project: 'shop', task: 'csv-import', run: 'r-1', generation: 1, attempt: 2, role: 'builder', stage: 'build', provider: 'vendor', ...more});

/** A ledger in memory that can be read again, as after a restart. */
export function memoryLedger(records: LedgerRecord[] = []): LedgerStore & {records: LedgerRecord[]} {
	return {
		records,
		async append(record) {
			records.push(structuredClone(record));
		},
		async * read() {
			yield * records;
		},
	};
}

const events = (list: ReadonlyArray<Record<string, unknown>>): string => list.map(event => `event: ${String(event['type'])}\ndata: ${JSON.stringify(event)}\n\n`).join('');

/** A Messages stream as recorded: cached prompt, a tool call, cumulative output. Bills as 1,200 in, 8,000 read, 500 written (300 for an hour), 421 out. */
export const anthropicStream = events([
	{type: 'message_start', message: {id: 'msg_1', type: 'message', role: 'assistant', model: 'claude-sonnet-5-5', content: [], usage: {input_tokens: 1200, cache_read_input_tokens: 8000, cache_creation_input_tokens: 500, cache_creation: {ephemeral_5m_input_tokens: 200, ephemeral_1h_input_tokens: 300}, output_tokens: 1, service_tier: 'standard'}}},
	{type: 'content_block_start', index: 0, content_block: {type: 'text', text: ''}},
	{type: 'ping'},
	{type: 'content_block_delta', index: 0, delta: {type: 'text_delta', text: 'Größe und Maß — 尺寸 🧵'}},
	{type: 'content_block_stop', index: 0},
	{type: 'content_block_start', index: 1, content_block: {type: 'tool_use', id: 'tu_1', name: 'shell', input: {}}},
	{type: 'content_block_delta', index: 1, delta: {type: 'input_json_delta', partial_json: '{"command":"npm test"}'}},
	{type: 'content_block_stop', index: 1},
	{type: 'message_delta', delta: {stop_reason: 'tool_use'}, usage: {output_tokens: 421}},
	{type: 'message_stop'},
]);

/** Bills as 700 in, 2,048 read, 256 written, 90 out. */
export const responsesStream = events([
	{type: 'response.created', response: {id: 'resp_1', object: 'response', model: 'gpt-6-sol', usage: null}},
	{type: 'response.output_text.delta', delta: 'Straße'},
	{type: 'response.output_text.done', text: 'Straße'},
	{type: 'response.completed', response: {id: 'resp_1', object: 'response', model: 'gpt-6-sol', service_tier: 'default', usage: {input_tokens: 3004, input_tokens_details: {cached_tokens: 2048, cache_write_tokens: 256}, output_tokens: 90, output_tokens_details: {reasoning_tokens: 60}, total_tokens: 3094}}},
]);

const chat = (list: readonly unknown[]): string => `${list.map(chunk => `data: ${JSON.stringify(chunk)}\r\n\r\n`).join('')}data: [DONE]\r\n\r\n`;

/** Bills as 300 in, 100 read, 12 out. The last chunk comes only to who asks for it. */
export const chatChunks = [
	{id: 'c', object: 'chat.completion.chunk', model: 'gpt-5.4-mini', choices: [{index: 0, delta: {role: 'assistant', content: 'Grüße'}, finish_reason: null}], usage: null},
	{id: 'c', object: 'chat.completion.chunk', model: 'gpt-5.4-mini', choices: [{index: 0, delta: {}, finish_reason: 'stop'}], usage: null},
	{id: 'c', object: 'chat.completion.chunk', model: 'gpt-5.4-mini', choices: [], usage: {prompt_tokens: 400, completion_tokens: 12, total_tokens: 412, prompt_tokens_details: {cached_tokens: 100}}},
];
export const chatStream = chat(chatChunks);
export const chatStreamWithoutUsage = chat(chatChunks.slice(0, 2));

/** Bills as 180 in, 20 read, 33 out: thinking comes on top. */
export const geminiStream = [
	{candidates: [{content: {role: 'model', parts: [{text: 'Ä'}]}}], usageMetadata: {promptTokenCount: 200, cachedContentTokenCount: 20, candidatesTokenCount: 1, thoughtsTokenCount: 8}, modelVersion: 'gemini-3.5-flash'},
	{candidates: [{content: {role: 'model', parts: [{text: 'pfel'}]}, finishReason: 'STOP'}], usageMetadata: {promptTokenCount: 200, cachedContentTokenCount: 20, candidatesTokenCount: 13, thoughtsTokenCount: 20}, modelVersion: 'gemini-3.5-flash'},
].map(chunk => `data: ${JSON.stringify(chunk)}\r\n\r\n`).join('');
