import type {Call} from './call.js';
import {requestHeaders} from './headers.js';
import {sendRefusal} from './refusal.js';
import {relay} from './relay.js';
import {readRequestBody} from './request-body.js';
import {openUpstream, UpstreamError} from './upstream.js';

/** A question that costs nothing, such as counting tokens or listing models: passed on without asking the budget, and not in the ledger. */
export async function makeFreeCall({grant, target, chain, request, response, signal, desk}: Call): Promise<void> {
	const [provider] = chain;
	const body = request.method === 'POST' ? await readRequestBody(request) : undefined;
	if (body === 'too-large') {
		sendRefusal(response, {door: target.door, refusal: {status: 413, message: 'The request is larger than the 32 MB that a model call may have.', retry: 'never'}});
		return;
	}

	try {
		const key = await provider.key();
		const headers = requestHeaders(request.headers, {provider, key, subject: grant});
		const answer = await openUpstream({provider, method: request.method ?? 'GET', path: target.path, headers, body: body?.bytes, signal, patience: desk.patience});
		const {conclude} = await relay({answer, response, wire: target.wire, signal, key});
		conclude();
	} catch (error) {
		const message = error instanceof UpstreamError ? error.message : `The provider ${provider.name} could not be asked.`;
		sendRefusal(response, {door: target.door, refusal: {status: 502, message, retry: 'later'}});
	}
}
