import {randomBytes} from 'node:crypto';
import type {IncomingMessage, ServerResponse} from 'node:http';
import {MillwrightError} from '../../base/errors.js';
import type {Emitter} from '../../base/emitter.js';
import {textAt} from '../models/json.js';
import {isPriced, priceOf, prices} from '../models/prices.js';
import type {Provider} from '../models/provider.js';
import {estimateUsage} from './estimate.js';
import {forward, type Forwarded} from './forward.js';
import type {GatewayOptions, Patience} from './gateway-types.js';
import type {CallEvent, CallSubject, Grant} from './grant.js';
import type {ReserveRecord, SettleRecord} from './ledger.js';
import {sendRefusal, type Refusal} from './refusal.js';
import {readRequestBody, type RequestBody} from './request-body.js';
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

	const estimate = estimateCall(call, {body, model});
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

function estimateCall({grant, target, chain, kept}: Call, {body, model}: {body: RequestBody; model: string}): ReserveRecord {
	const at = Date.now();
	const usage = estimateUsage({json: body.json ?? {}, characters: body.characters, cached: kept.get(model) ?? 0});
	return {
		type: 'reserve',
		id: `c-${randomBytes(10).toString('hex')}`,
		at,
		subject: subjectOf(grant),
		provider: chain[0].name,
		wire: target.wire,
		model,
		usage,
		nanoDollars: priceOf({model, usage, at}).nanoDollars,
	};
}

/** All but the token and the provider's name. */
function subjectOf({session, project, task, run, generation, attempt, role, stage}: Grant): CallSubject {
	return {
		session,
		project,
		...(task === undefined ? {} : {task}),
		...(run === undefined ? {} : {run}),
		...(generation === undefined ? {} : {generation}),
		...(attempt === undefined ? {} : {attempt}),
		role,
		...(stage === undefined ? {} : {stage}),
	};
}

async function settle({desk, grant, kept, over}: Call, {estimate, forwarded}: {estimate: ReserveRecord; forwarded: Forwarded}): Promise<void> {
	const {usage, status, end, estimated, served, reported, conclude} = forwarded;
	const {at} = estimate;
	// What answered is what is billed, when its price is known.
	const model = served !== undefined && isPriced({model: served, at}) ? served : estimate.model;
	const price = priceOf({model, usage, at});
	const endedAt = Date.now();
	const record: SettleRecord = {
		...estimate,
		type: 'settle',
		model,
		usage,
		nanoDollars: price.nanoDollars,
		endedAt,
		end,
		status,
		price: price.row,
		pricesOf: prices.asOf,
		estimated: estimated || (price.estimated && end !== 'failed'),
		...(reported === undefined ? {} : {reported}),
	};
	kept.set(estimate.model, usage.cacheRead + usage.cacheWrite > 0 ? usage.input + usage.cacheRead + usage.cacheWrite : 0);
	try {
		await desk.record(record);
	} catch (error) {
		// The reservation stands in its place, and counts as spent.
		desk.log(`the ledger could not be written: ${String(error)}`);
	}

	over();
	desk.calls.emit({type: 'end', id: estimate.id, grant, model, at: endedAt, nanoDollars: price.nanoDollars, estimated: record.estimated, end});
	conclude();
}
