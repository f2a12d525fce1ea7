import {createHash, randomBytes, timingSafeEqual} from 'node:crypto';
import {once} from 'node:events';
import http, {type IncomingMessage, type Server, type ServerResponse} from 'node:http';
import type {AddressInfo} from 'node:net';
import {Emitter} from '../../base/emitter.js';
import type {Provider} from '../models/provider.js';
import {makeCall, type Desk} from './call.js';
import {makeFreeCall} from './free-call.js';
import type {Gateway, GatewayOptions} from './gateway-types.js';
import {doorOf, type CallEvent, type Grant} from './grant.js';
import {sendRefusal, type Refusal} from './refusal.js';
import {findTarget, readPath, type Target} from './target.js';

/** A grant in force, with what is under way under it. */
type Admitted = {grant: Grant; calls: Set<AbortController>; kept: Map<string, number>};

/** The loopback HTTP server that all model calls of all agents pass. Listens on 127.0.0.1 only. */
export async function startGateway(options: GatewayOptions): Promise<Gateway> {
	const admitted = new Map<string, Admitted>();
	let {providers} = options;
	const log = options.log ?? (() => undefined);
	const calls = new Emitter<CallEvent>();
	const desk: Desk = {admit: options.admit, record: options.record, log, patience: {answer: 600_000, idle: 300_000, ...options.patience}, calls};
	const underWay = new Set<Promise<void>>();
	const server = http.createServer((request, response) => {
		const work = serve({request, response, admitted, providers, desk});
		underWay.add(work);
		void work.finally(() => {
			underWay.delete(work);
		});
	});
	// A socket that an agent keeps open between two calls: longer than the pause, so that it is not closed under a call that is just going out.
	server.keepAliveTimeout = 60_000;
	server.on('upgrade', (_request, socket) => {
		// Codex tries a WebSocket first, and falls back to HTTP at once on this.
		socket.end('HTTP/1.1 426 Upgrade Required\r\nconnection: close\r\ncontent-length: 0\r\n\r\n');
	});
	await listen(server, {port: options.port ?? 0, log});
	const {port} = server.address() as AddressInfo;
	const address = `http://127.0.0.1:${port}`;
	const restore = (grant: Grant) => {
		admitted.set(nameOf(grant.token), {grant, calls: new Set(), kept: new Map()});
	};

	for (const grant of options.grants ?? []) {
		restore(grant);
	}

	return {
		port,
		address,
		calls,
		restore,
		grant(request) {
			const grant = {...request, token: randomBytes(32).toString('hex')};
			restore(grant);
			return grant;
		},
		revoke(token) {
			const entry = admitted.get(nameOf(token));
			admitted.delete(nameOf(token));
			for (const call of entry?.calls ?? []) {
				call.abort(new Error('The session was ended.'));
			}
		},
		baseUrl: (grant, wire) => `${address}/r/${grant.token}/${doorOf(wire)}${doorOf(wire) === 'openai' ? '/v1' : ''}`,
		inFlight: session => admitted.values().filter(({grant}) => grant.session === session).reduce((sum, entry) => sum + entry.calls.size, 0),
		setProviders(next) {
			providers = next;
		},
		async close() {
			const closed = once(server, 'close');
			server.close();
			for (const call of admitted.values().flatMap(entry => entry.calls)) {
				call.abort(new Error('The daemon stops.'));
			}

			// Each call that was cut off is still settled in the ledger.
			await Promise.all(underWay);
			server.closeAllConnections();
			await closed;
		},
	};
}

/** The wanted port, or any when somebody else has it: agents that run already are then lost to the gateway, and the log says so. */
async function listen(server: Server, {port, log}: {port: number; log: (line: string) => void}): Promise<void> {
	try {
		server.listen(port, '127.0.0.1');
		await once(server, 'listening');
	} catch (error) {
		if (port === 0) {
			throw error;
		}

		log(`port ${port} of the gateway is taken: sessions that were started before cannot reach a model (${String(error)})`);
		await listen(server, {port: 0, log});
	}
}

/** Tokens are looked up by their hash, so that the time a look-up takes says nothing of a token. */
const nameOf = (token: string): string => createHash('sha256').update(token).digest('hex');

type Serving = {
	request: IncomingMessage;
	response: ServerResponse;
	admitted: ReadonlyMap<string, Admitted>;
	providers: readonly Provider[];
	desk: Desk;
};

async function serve(serving: Serving): Promise<void> {
	const {request, response, desk} = serving;
	try {
		const door = readPath(request.url ?? '')?.door;
		const asked = examine(serving);
		if ('refusal' in asked) {
			sendRefusal(response, {door, refusal: asked.refusal});
		} else if (request.method === 'HEAD') {
			// A probe whether somebody is there.
			response.writeHead(200).end();
		} else {
			await pass(serving, asked);
		}
	} catch (error) {
		if (!response.destroyed) {
			desk.log(`the gateway failed: ${String(error)}`);
		}

		response.destroy();
	}
}

type Asked = {entry: Admitted; provider: Provider; target: Target | undefined};

/** Everything that can be said against a request before its body is read. */
function examine({request, admitted, providers}: Serving): Asked | {refusal: Refusal} {
	const {headers, method = '', url = ''} = request;
	const against = (status: number, message: string) => ({refusal: {status, message, retry: 'never'}}) as const;
	// A web page that found the port can send both; no agent does. The check of Host is against rebound names.
	if (headers.origin !== undefined || headers['sec-fetch-site'] !== undefined || !/^(?:127\.0\.0\.1|localhost):\d+$/v.test(headers.host ?? '')) {
		return against(403, 'The gateway serves agents on this machine, not web pages.');
	}

	const asked = readPath(url);
	const entry = asked === undefined ? undefined : admitted.get(nameOf(asked.token));
	if (asked === undefined || entry === undefined || !isSame(entry.grant.token, asked.token)) {
		return against(403, 'This run token is not known: the session that it was given to has ended.');
	}

	const provider = providers.find(({name}) => name === entry.grant.provider);
	if (provider === undefined || doorOf(provider.wire) !== asked.door) {
		const why = provider === undefined ? 'is not configured any more' : `speaks ${provider.wire} and not ${asked.door}`;
		return against(404, `This session calls the provider ${entry.grant.provider}, which ${why}.`);
	}

	const target = method === 'HEAD' ? undefined : findTarget(method, url);
	if (method !== 'HEAD' && target === undefined) {
		return against(404, `The gateway does not know ${method} ${asked.path}.`);
	}

	if (method === 'POST' && !(headers['content-type'] ?? '').includes('application/json')) {
		return against(415, 'The gateway takes JSON only.');
	}

	return {entry, provider, target};
}

const isSame = (one: string, other: string): boolean => one.length === other.length && timingSafeEqual(new TextEncoder().encode(one), new TextEncoder().encode(other));

async function pass({request, response, desk}: Serving, {entry, provider, target}: Asked): Promise<void> {
	const controller = new AbortController();
	const {signal} = controller;
	response.on('close', () => {
		if (!response.writableFinished) {
			controller.abort(new Error('The agent went away.'));
		}
	});
	entry.calls.add(controller);
	const over = () => {
		entry.calls.delete(controller);
	};

	try {
		const call = {grant: entry.grant, target: target!, chain: [provider] as const, request, response, signal, kept: entry.kept, over, desk};
		await (target?.kind === 'free' ? makeFreeCall(call) : makeCall(call));
	} finally {
		over();
	}
}
