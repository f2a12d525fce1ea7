import type {Buffer} from 'node:buffer';
import http, {type IncomingMessage, type OutgoingHttpHeaders} from 'node:http';
import https from 'node:https';
import process from 'node:process';
import type {Provider} from '../models/provider.js';
import type {Patience} from './gateway-types.js';

export type UpstreamCall = {
	provider: Provider;
	method: string;
	/** Appended to the provider's base URL. */
	path: string;
	headers: OutgoingHttpHeaders;
	body: Buffer | undefined;
	signal: AbortSignal;
	patience: Patience;
};

/** The provider was not reached, or went away before it answered. */
export class UpstreamError extends Error {
	/** Whether it had the whole request by then, and may bill it. */
	readonly sent: boolean;

	constructor(message: string, {cause, sent}: {cause: unknown; sent: boolean}) {
		super(message, {cause});
		this.name = 'UpstreamError';
		this.sent = sent;
	}
}

// One connection a call: a pooled one that the provider has just closed fails a call that nothing is wrong with. Corporate proxies count for real providers only.
const direct = new http.Agent({keepAlive: false});
const secure = new https.Agent({keepAlive: false, proxyEnv: process.env});

/** Sends a request to the provider and resolves when its answer begins. Redirects are not followed, so the key stays with the configured host. */
export async function openUpstream({provider, method, path, headers, body, signal, patience}: UpstreamCall): Promise<IncomingMessage> {
	const url = new URL(`${provider.baseUrl}${path}`);
	const isSecure = url.protocol === 'https:';
	return new Promise((resolve, reject) => {
		const request = (isSecure ? https : http).request(url, {
			method,
			headers: {...headers, ...(body === undefined ? {} : {'content-length': body.length})},
			agent: isSecure ? secure : direct,
			signal,
			timeout: patience.answer,
		});
		request.on('timeout', () => {
			request.destroy(new Error('it was silent for too long'));
		});
		request.on('error', (error: NodeJS.ErrnoException) => {
			const sent = request.writableFinished && request.socket?.connecting === false;
			reject(new UpstreamError(`The provider ${provider.name} at ${url.host} did not answer: ${error.code ?? error.message}.`, {cause: error, sent}));
		});
		request.on('response', response => {
			request.setTimeout(patience.idle);
			resolve(response);
		});
		request.end(body);
	});
}
