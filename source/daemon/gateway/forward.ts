import {Buffer} from 'node:buffer';
import {noUsage, type CallUsage} from '../models/call-usage.js';
import type {Json} from '../models/json.js';
import {billable, type UsageSeen} from '../models/usage.js';
import type {Call} from './call.js';
import type {CallEnd} from './grant.js';
import {requestHeaders} from './headers.js';
import {sendRefusal} from './refusal.js';
import {relay} from './relay.js';
import type {RequestBody} from './request-body.js';
import {openUpstream, UpstreamError} from './upstream.js';
import {askForUsage, dropUsageChunk} from './usage-chunk.js';

/** How a call ended, and what it used. */
export type Forwarded = {
	status: number;
	end: CallEnd;
	usage: CallUsage;
	estimated: boolean;
	/** The model that answered, in the provider's words. */
	served?: string;
	/** Dollars, in the provider's words. */
	reported?: number;
	/** Passes on what was held back until the call was settled. */
	conclude(): void;
};

export type Outgoing = {body: RequestBody; json: Json; key: string | undefined};

/** Sends the request to the provider and its answer to the agent. Never throws: what went wrong is in `end`. */
export async function forward(call: Call, {body, json, key}: Outgoing): Promise<Forwarded> {
	const {request, response, target, signal, grant, desk, chain} = call;
	const [provider] = chain;
	const asking = target.wire === 'openai-chat' ? askForUsage(json) : undefined;
	const headers = requestHeaders(request.headers, {provider, key, subject: grant});
	if (asking !== undefined) {
		// What is sent is written anew, without the agent's compression.
		delete headers['content-encoding'];
	}

	try {
		const answer = await openUpstream({
			provider,
			method: 'POST',
			path: target.path,
			headers,
			body: asking === undefined ? body.bytes : Buffer.from(JSON.stringify(asking)),
			signal,
			patience: desk.patience,
		});
		const status = answer.statusCode ?? 502;
		if (status >= 300 && status < 400) {
			answer.destroy();
			return notBilled(status, () => {
				const message = `The provider ${provider.name} wants to send the call to another address; it is not followed there.`;
				sendRefusal(response, {door: target.door, refusal: {status: 502, message, retry: 'never'}});
			});
		}

		const {seen, whole, conclude} = await relay({
			answer,
			response,
			wire: target.wire,
			signal,
			key,
			...(asking === undefined || answer.headers['content-encoding'] !== undefined ? {} : {filter: dropUsageChunk()}),
		});
		return {...bill({seen, status, whole, call, characters: body.characters}), conclude};
	} catch (error) {
		return notAnswered(call, {error, characters: body.characters});
	}
}

type Bill = {seen: UsageSeen; status: number; whole: boolean; call: Call; characters: number};

function bill({seen, status, whole, call, characters}: Bill): Omit<Forwarded, 'conclude'> {
	const {usage, estimated} = billable(seen, characters);
	const head = {
		status,
		...(seen.model === undefined ? {} : {served: seen.model}),
		...(seen.reported === undefined ? {} : {reported: seen.reported}),
	};
	if (seen.complete) {
		return {...head, end: 'final', usage, estimated};
	}

	const isNothingMade = !seen.inputKnown && seen.characters === 0;
	if (isNothingMade && (status >= 400 || seen.failed)) {
		return {...head, end: 'failed', usage: noUsage, estimated: false};
	}

	if (call.signal.aborted) {
		return {...head, end: 'aborted', usage, estimated};
	}

	// It ended as it should and merely did not count: a local endpoint.
	return {...head, end: whole && !seen.failed ? 'final' : 'cut', usage, estimated};
}

const notBilled = (status: number, conclude: () => void): Forwarded => ({status, end: 'failed', usage: noUsage, estimated: false, conclude});

function notAnswered({response, target, signal, desk, grant}: Call, {error, characters}: {error: unknown; characters: number}): Forwarded {
	const isSent = error instanceof UpstreamError && error.sent;
	const nothing: UsageSeen = {usage: noUsage, inputKnown: false, complete: false, failed: false, characters: 0};
	const asked = isSent ? billable(nothing, characters) : {usage: noUsage, estimated: false};
	if (signal.aborted) {
		return {
			...asked,
			status: 0,
			end: 'aborted',
			conclude() {
				response.destroy();
			},
		};
	}

	const message = error instanceof UpstreamError ? error.message : 'Something went wrong in the gateway; the daemon\'s log says what.';
	desk.log(`session ${grant.session}: ${error instanceof UpstreamError ? message : String(error)}`);
	return {
		...asked,
		status: 0,
		end: isSent ? 'cut' : 'failed',
		conclude() {
			sendRefusal(response, {door: target.door, refusal: {status: 502, message, retry: 'later'}});
		},
	};
}
