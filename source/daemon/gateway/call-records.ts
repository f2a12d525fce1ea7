import {randomBytes} from 'node:crypto';
import {isPriced, priceOf, prices} from '../models/prices.js';
import type {Call} from './call.js';
import {estimateUsage} from './estimate.js';
import type {Forwarded} from './forward.js';
import type {CallSubject, Grant} from './grant.js';
import type {ReserveRecord, SettleRecord} from './ledger.js';
import type {RequestBody} from './request-body.js';

/** What is written of a call before it goes out: what it may cost. */
export function reserveRecord({grant, target, chain, kept}: Call, {body, model}: {body: RequestBody; model: string}): ReserveRecord {
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

/** What is written of a call when it is over: what it did cost. */
export function settleRecord(estimate: ReserveRecord, forwarded: Forwarded): SettleRecord {
	const {usage, status, end, estimated, served, reported} = forwarded;
	const {at} = estimate;
	// What answered is what is billed, when its price is known.
	const model = served !== undefined && isPriced({model: served, at}) ? served : estimate.model;
	const price = priceOf({model, usage, at});
	return {
		...estimate,
		type: 'settle',
		model,
		usage,
		nanoDollars: price.nanoDollars,
		endedAt: Date.now(),
		end,
		status,
		price: price.row,
		pricesOf: prices.asOf,
		estimated: estimated || (price.estimated && end !== 'failed'),
		...(reported === undefined ? {} : {reported}),
	};
}
