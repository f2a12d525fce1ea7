import type {IncomingMessage, ServerResponse} from 'node:http';
import {MillwrightError} from '../../base/errors.js';
import type {Emitter} from '../../base/emitter.js';
import {textAt} from '../models/json.js';
import type {Provider} from '../models/provider.js';
import {reserveRecord, settleRecord} from './call-records.js';
import {forward, type Forwarded} from './forward.js';
import type {GatewayOptions, Patience} from './gateway-types.js';
import type {CallEvent, Grant} from './grant.js';
import type {ReserveRecord} from './ledger.js';
import {sendRefusal, type Refusal} from './refusal.js';
import {readRequestBody} from './request-body.js';
import type {Target} from './target.js';

export type Call = {
	grant: Grant;
	target: Target;
	/** Whom to ask, in order; one for now. The first answer's first byte decides. */
	chain: readonly [Provider, ...Provider[]];
	request: IncomingMessage;
	response: ServerResponse;
	/** Ends when the agent goes away, its grant is revoked or the gateway closes. */
	signal: AbortSignal;
	/** Tokens of the session's last prompt that the provider keeps, by model. */
	kept: Map<string, number>;
	/** It is not under way any more. */
	over: () => void;
	desk: Desk;
};

/** What all calls of a gateway share. */
export type Desk = Pick<GatewayOptions, 'admit' | 'record'> & {
	log: (line: string) => void;
	patience: Patience;
	calls: Emitter<CallEvent>;
};

/** One call that costs money: asked for, reserved, made, and settled before its answer's last byte is passed on. */
export async function makeCall(call: Call): Promise<void> {
	const {grant, desk, response, signal} = call;
	const body = await readRequestBody(call.request);
	const refuse = (refusal: Refusal) => {
		sendRefusal(response, {door: call.target.door, refusal});
	};

	if (body === 'too-large') {
		refuse({status: 413, message: 'The request is larger than the 32 MB that a model call may have.', retry: 'never'});
		return;
	}

	const model = call.target.model ?? textAt(body.json, 'model');
	if (model === undefined || body.json === undefined) {
		refuse({status: 400, message: 'The request is not a JSON object that names a model.', retry: 'never'});
		return;
	}

	const key = await readKey(call.chain[0]);
	if (key instanceof MillwrightError) {
		refuse({status: 402, message: `${key.message} ${key.hint ?? ''}`.trim(), retry: 'never'});
		return;
	}

	const estimate = reserveRecord(call, {body, model});
	const admission = await desk.admit({grant, estimate, signal});
	if (!admission.ok) {
		desk.log(`call refused: session ${grant.session} model ${model}: ${admission.refused}`);
		desk.calls.emit({type: 'refused', id: estimate.id, grant, model, at: Date.now(), sentence: admission.refused});
		refuse({status: 402, message: admission.refused, retry: 'never'});
		return;
	}

	try {
		await desk.record(estimate);
	} catch (error) {
		desk.log(`the ledger could not be written: ${String(error)}`);
		refuse({status: 503, message: 'Millwright cannot write its ledger, so no model is called: a call that is not counted would pass the budget.', retry: 'never'});
		return;
	}

	desk.calls.emit({type: 'start', id: estimate.id, grant, model, at: estimate.at});
	await settle(call, {estimate, forwarded: await forward(call, {body, json: body.json, key: key.value})});
}

async function readKey(provider: Provider): Promise<MillwrightError | {value: string | undefined}> {
	try {
		return {value: await provider.key()};
	} catch (error) {
		if (error instanceof MillwrightError) {
			return error;
		}

		throw error;
	}
}

async function settle({desk, grant, kept, over}: Call, {estimate, forwarded}: {estimate: ReserveRecord; forwarded: Forwarded}): Promise<void> {
	const {usage, end, conclude} = forwarded;
	const record = settleRecord(estimate, forwarded);
	kept.set(estimate.model, usage.cacheRead + usage.cacheWrite > 0 ? usage.input + usage.cacheRead + usage.cacheWrite : 0);
	try {
		await desk.record(record);
	} catch (error) {
		// The reservation stands in its place, and counts as spent.
		desk.log(`the ledger could not be written: ${String(error)}`);
	}

	over();
	desk.calls.emit({type: 'end', id: estimate.id, grant, model: record.model, at: record.endedAt, nanoDollars: record.nanoDollars, estimated: record.estimated, end});
	conclude();
}
