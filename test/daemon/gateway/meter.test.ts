import test from 'ava';
import {openMeter} from '../../../source/daemon/gateway/meter.js';
import type {ReserveRecord, SettleRecord} from '../../../source/daemon/gateway/ledger.js';
import {memoryLedger} from './stand-in.js';

const noon = new Date(2026, 10, 20, 12).getTime();
const day = 86_400_000;
const now = () => noon;

const reserve = (id: string, more: Partial<ReserveRecord> = {}): ReserveRecord => ({
	type: 'reserve', id, at: noon, subject: {session: 's-1', project: 'shop', task: 'csv-import', run: 'r-1', role: 'builder'}, provider: 'vendor', wire: 'anthropic', model: 'claude-sonnet-5-5', usage: {input: 100, cacheRead: 0, cacheWrite: 0, output: 8192}, nanoDollars: 2e9, ...more,
});
const settle = (record: ReserveRecord, dollars: number, more: Partial<SettleRecord> = {}): SettleRecord => ({
	...record, type: 'settle', usage: {input: 10, cacheRead: 20, cacheWrite: 30, output: 40}, nanoDollars: dollars * 1e9, endedAt: record.at, end: 'final', status: 200, price: 'claude-sonnet-5-5', pricesOf: '2026-11-20', estimated: false, ...more,
});

test('the sums are the same after a restart as they were before it', async t => {
	const ledger = memoryLedger();
	const before = await openMeter({store: ledger, now});
	const other = reserve('c-2', {subject: {session: 's-2', project: 'blog', task: 'feed', role: 'reviewer'}, model: 'mystery-1', at: noon - day});
	for (const record of [reserve('c-1'), settle(reserve('c-1'), 0.5), other, settle(other, 0.25, {price: 'unknown', estimated: true})]) {
		await before.record(record);
	}

	const after = await openMeter({store: ledger, now});
	t.deepEqual(after.view([20, 5]), before.view([20, 5]));
	const view = after.view([20, 5]);
	t.deepEqual([view.today, view.limit, view.days, view.unpriced], [0.5, 25, [0, 0, 0, 0, 0, 0, 0.25, 0.5], ['mystery-1']]);
	t.deepEqual(view.byProject.map(({key, cost, estimated}) => [key, cost, estimated]), [['shop', 0.5, false], ['blog', 0.25, true]]);
	t.deepEqual(view.byTask[0], {key: 'csv-import', calls: 1, usage: {input: 10, cacheRead: 20, cacheWrite: 30, output: 40}, cost: 0.5, estimated: false});
	t.deepEqual(after.report({by: 'session', project: 'blog', days: 8}).map(({key}) => key), ['s-2']);
	t.deepEqual(after.report({by: 'day', days: 2}).map(({key, calls}) => [key, calls]), [['2026-11-19', 1], ['2026-11-20', 1]]);
});

test('a call that the daemon was killed in counts as what was reserved for it', async t => {
	const meter = await openMeter({store: memoryLedger([reserve('c-1'), settle(reserve('c-1'), 0.5), reserve('c-2')]), now});
	t.deepEqual([meter.sum({session: 's-1'}).nanoDollars, meter.sum({}).estimated, meter.held({})], [2.5e9, true, 0]);
});

test('a settlement stands alone when the line before it is lost', async t => {
	const meter = await openMeter({store: memoryLedger([settle(reserve('c-1'), 0.5)]), now});
	t.is(meter.sum({project: 'shop', task: 'csv-import', run: 'r-1'}).nanoDollars, 0.5e9);
	t.is(meter.sum({project: 'blog'}).nanoDollars, 0);
});

test('an open call counts at once, and is replaced by what it did cost', async t => {
	const meter = await openMeter({store: memoryLedger(), now});
	await meter.record(reserve('c-1'));
	t.deepEqual([meter.sum({}).nanoDollars, meter.held({project: 'shop'})], [2e9, 2e9]);
	// The floor tells what was spent and not what may be: no figure on it falls again.
	t.is(meter.view([]).today, 0);
	await meter.record(settle(reserve('c-1'), 0.5));
	t.deepEqual([meter.sum({}).nanoDollars, meter.held({})], [0.5e9, 0]);
});

test('a reservation that could not be written is not counted, and what was spent is counted all the same', async t => {
	const store = {
		async append() {
			throw new Error('no space left on device');
		},

		async * read() {},
	};
	const meter = await openMeter({store, now});
	await t.throwsAsync(meter.record(reserve('c-1')));
	t.is(meter.sum({}).nanoDollars, 0);
	await t.throwsAsync(meter.record(settle(reserve('c-1'), 0.5)));
	t.is(meter.sum({}).nanoDollars, 0.5e9);
});
