import type {ServerResponse} from 'node:http';
import test from 'ava';
import {createBudget, type BudgetChange} from '../../../source/daemon/gateway/budget.js';
import {startGateway} from '../../../source/daemon/gateway/gateway.js';
import {openMeter} from '../../../source/daemon/gateway/meter.js';
import type {ReserveRecord, SettleRecord} from '../../../source/daemon/gateway/ledger.js';
import {anthropicStream, grantFor, memoryLedger, provider, standIn} from './stand-in.js';

const noon = new Date(2026, 10, 20, 12).getTime();

const reservation = (id: string, dollars: number, at = noon): ReserveRecord => ({
	type: 'reserve', id, at, subject: {session: 's-1', project: 'shop', task: 'csv-import', role: 'builder'}, provider: 'vendor', wire: 'anthropic', model: 'claude-sonnet-5-5', usage: {input: 1, cacheRead: 0, cacheWrite: 0, output: 1}, nanoDollars: dollars * 1e9,
});
const settled = (reserve: ReserveRecord, dollars: number): SettleRecord => ({...reserve, type: 'settle', nanoDollars: dollars * 1e9, endedAt: reserve.at, end: 'final', status: 200, price: 'claude-sonnet-5-5', pricesOf: '2026-11-20', estimated: false});
const grant = {...grantFor('s-1'), token: 'f'.repeat(64)};
const {signal} = new AbortController();

test('of two calls at once against room for one, exactly one reaches the provider', async t => {
	const waiting: ServerResponse[] = [];
	const first = Promise.withResolvers<void>();
	const upstream = await standIn((_, response) => {
		waiting.push(response);
		first.resolve();
	});
	const ledger = memoryLedger();
	const meter = await openMeter({store: ledger});
	// The answer costs $0.00915 and 9 nano-dollars more would not fit twice.
	const budget = createBudget({meter, limitOf: () => 0.0125});
	const gateway = await startGateway({providers: [provider(upstream.address)], admit: budget.admit, record: async record => meter.record(record)});
	t.teardown(async () => {
		await gateway.close();
		await upstream.close();
		budget.close();
	});
	const url = `${gateway.baseUrl(gateway.grant(grantFor('s-1')), 'anthropic')}/v1/messages`;
	const call = async () => {
		const response = await fetch(url, {method: 'POST', headers: {'content-type': 'application/json'}, body: JSON.stringify({model: 'claude-sonnet-5-5', max_tokens: 1000, messages: [], stream: true})});
		await response.text();
		return response.status;
	};

	const both = Promise.all([call(), call()]);
	await first.promise;
	waiting[0]!.writeHead(200, {'content-type': 'text/event-stream'}).end(anthropicStream);
	t.deepEqual((await both).toSorted((one, other) => one - other), [200, 402]);
	t.is(upstream.heard.length, 1);
	t.true(budget.isStopped('shop'));
});

test('a call waits for those under way when only their reservations are in its way', async t => {
	const meter = await openMeter({store: memoryLedger(), now: () => noon});
	const budget = createBudget({meter, limitOf: () => 1, now: () => noon});
	const [one, two] = [reservation('c-1', 0.8), reservation('c-2', 0.8)];
	t.deepEqual(await budget.admit({grant, estimate: one, signal}), {ok: true});
	const second = budget.admit({grant, estimate: two, signal});
	t.is(meter.sum({project: 'shop'}).nanoDollars, 0.8e9);
	await meter.record(settled(one, 0.1));
	t.deepEqual(await second, {ok: true});
	t.false(budget.isStopped('shop'));
	const controller = new AbortController();
	const third = budget.admit({grant, estimate: reservation('c-3', 0.8), signal: controller.signal});
	controller.abort();
	t.false((await third).ok);
	t.false(budget.isStopped('shop'), 'an agent that went away stops nobody');
});

test('a stop is told once, names the numbers, and is lifted when the limit is raised', async t => {
	let limit: number | undefined = 1;
	const meter = await openMeter({store: memoryLedger(), now: () => noon});
	const budget = createBudget({meter, limitOf: () => limit, now: () => noon});
	const changes: BudgetChange[] = [];
	budget.changes.on(change => {
		changes.push(change);
	});
	await meter.record(settled(reservation('c-1', 0.9), 0.9));
	const refused = await budget.admit({grant, estimate: reservation('c-2', 0.2), signal});
	await budget.admit({grant, estimate: reservation('c-3', 0.2), signal});
	t.regex(refused.ok ? '' : refused.refused, /shop has spent \$0\.90 of its \$1\.00 for today, and this call to claude-sonnet-5-5 may cost \$0\.20/v);
	budget.recheck('shop');
	limit = 2;
	budget.recheck('shop');
	t.deepEqual(changes.map(({type}) => type), ['stopped', 'lifted']);
	t.deepEqual(await budget.admit({grant, estimate: reservation('c-4', 0.2), signal}), {ok: true});
	limit = undefined;
	t.deepEqual(await budget.admit({grant, estimate: reservation('c-5', 1e6), signal}), {ok: true});
});

test('yesterday\'s money is not today\'s', async t => {
	const meter = await openMeter({store: memoryLedger([settled(reservation('c-1', 5, noon - 86_400_000), 5)]), now: () => noon});
	const budget = createBudget({meter, limitOf: () => 1, now: () => noon});
	t.deepEqual(await budget.admit({grant, estimate: reservation('c-2', 0.5), signal}), {ok: true});
});
