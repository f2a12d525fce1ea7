import type {ServerResponse} from 'node:http';
import type {ExecutionContext} from 'ava';
import {startGateway} from '../../../source/daemon/gateway/gateway.js';
import type {Gateway, GatewayOptions} from '../../../source/daemon/gateway/gateway-types.js';
import type {CallEvent} from '../../../source/daemon/gateway/grant.js';
import type {LedgerRecord, SettleRecord} from '../../../source/daemon/gateway/ledger.js';
import type {ProviderWire} from '../../../source/daemon/models/provider.js';
import {provider, standIn, type Heard, type StandIn} from './stand-in.js';

export type Bench = {gateway: Gateway; upstream: StandIn; records: LedgerRecord[]; log: string[]; settled: () => SettleRecord[]};

export const sse = (stream: string) => (_: Heard, response: ServerResponse) => {
	response.writeHead(200, {'content-type': 'text/event-stream', 'request-id': 'req_1', connection: 'keep-alive'});
	response.end(stream);
};

/** A gateway in front of a stand-in, with a ledger in memory. */
export async function bench(t: ExecutionContext, {answer, wire, options}: {answer: (request: Heard, response: ServerResponse) => void; wire?: ProviderWire; options?: Partial<GatewayOptions>}): Promise<Bench> {
	const upstream = await standIn(answer);
	const records: LedgerRecord[] = [];
	const log: string[] = [];
	const gateway = await startGateway({
		providers: [provider(upstream.address, wire === undefined ? {} : {wire})],
		admit: async () => ({ok: true}),
		async record(record) {
			records.push(record);
		},
		log(line) {
			log.push(line);
		},
		...options,
	});
	t.teardown(async () => {
		await gateway.close();
		await upstream.close();
	});
	return {gateway, upstream, records, log, settled: () => records.filter(record => record.type === 'settle')};
}

export const post = async (url: string, body: unknown, headers: Record<string, string> = {}) =>
	fetch(url, {method: 'POST', headers: {'content-type': 'application/json', ...headers}, body: JSON.stringify(body)});

export const ask = {model: 'claude-sonnet-5-5', max_tokens: 1000, stream: true, messages: [{role: 'user', content: 'Hello'}]};

export async function nextEvent(gateway: Gateway, type: CallEvent['type']): Promise<CallEvent> {
	const {promise, resolve} = Promise.withResolvers<CallEvent>();
	gateway.calls.on(event => {
		if (event.type === type) {
			resolve(event);
		}
	});
	return promise;
}
