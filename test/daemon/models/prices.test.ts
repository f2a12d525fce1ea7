import test from 'ava';
import {isPriced, priceOf, prices} from '../../../source/daemon/models/prices.js';

const at = Date.UTC(2026, 10, 20);
const usage = {input: 1_000_000, cacheRead: 0, cacheWrite: 0, output: 0};
const cost = (question: Partial<Parameters<typeof priceOf>[0]>) => priceOf({model: 'claude-sonnet-5-5', usage, at, ...question}).nanoDollars / 1e9;

test('each bucket has its own price', t => {
	t.is(cost({usage: {input: 1200, cacheRead: 8000, cacheWrite: 500, cacheWriteHour: 300, output: 421}}), ((1200 * 2) + (8000 * 0.1) + (200 * 2.5) + (300 * 4) + (421 * 10)) / 1e6);
});

test('a long prompt is billed as long as a whole, cached parts included, and only above the edge', t => {
	t.is(cost({model: 'claude-haiku-5-5', usage: {input: 1000, cacheRead: 99_000, cacheWrite: 0, output: 100}}), ((1000 * 0.1) + (99_000 * 0.01) + (100 * 0.5)) / 1e6);
	t.is(cost({model: 'claude-haiku-5-5', usage: {input: 1001, cacheRead: 99_000, cacheWrite: 0, output: 100}}), ((1001 * 0.5) + (99_000 * 0.05) + (100 * 2.5)) / 1e6);
});

test('a price changes on its day', t => {
	t.is(cost({model: 'gemini-4-argon', at: Date.UTC(2026, 10, 30, 23, 59)}), 2);
	t.is(cost({model: 'gemini-4-argon', at: Date.UTC(2026, 11, 1)}), 4);
	t.is(priceOf({model: 'gemini-4-argon', usage, at: Date.UTC(2027, 0, 1)}).row, 'gemini-4-argon@2026-12-01');
});

test('an unknown model is priced dear and marked, never at nothing', t => {
	t.deepEqual(priceOf({model: 'qwen3-coder', usage, at}), {nanoDollars: 5e9, row: 'unknown', estimated: true});
	t.false(isPriced({model: 'qwen3-coder', at}));
});

test('only the whole id counts, less the date at its end', t => {
	t.is(priceOf({model: 'claude-haiku-4-5-20251001', usage, at}).row, 'claude-haiku-4-5');
	t.is(priceOf({model: 'gpt-5-2025-08-07', usage, at}).row, 'gpt-5');
	t.is(priceOf({model: 'claude-sonnet-5-5-preview', usage, at}).row, 'unknown');
	t.is(priceOf({model: 'claude-sonnet-5', usage, at}).row, 'claude-sonnet-5');
});

test('what makes a call dearer or cheaper counts', t => {
	t.is(cost({usage: {...usage, geo: 'us'}}), 2.2);
	t.is(cost({model: 'gpt-6-sol', usage: {input: 100_000, cacheRead: 0, cacheWrite: 0, output: 0, tier: 'priority'}}), 0.4);
	t.is(cost({model: 'claude-opus-5-5', usage: {...usage, speed: 'fast'}}), 8);
	t.is(cost({usage: {input: 0, cacheRead: 0, cacheWrite: 0, output: 0, webSearches: 3}}), 0.03);
});

test('written tokens without a price of their own are billed as input', t => {
	t.is(cost({model: 'gpt-5.5', usage: {input: 0, cacheRead: 0, cacheWrite: 100_000, output: 0}}), 0.5);
});

test('every row of the table costs something and is dated where it should be', t => {
	t.regex(prices.asOf, /^\d{4}-\d{2}-\d{2}$/v);
	for (const row of prices.models) {
		t.true(row.input > 0 && row.output > row.input, row.id);
		const clash = prices.models.filter(other => other !== row && other.id === row.id && (other.from ?? '') <= (row.until ?? '9999') && (row.from ?? '') <= (other.until ?? '9999'));
		t.deepEqual(clash, [], `${row.id} has two prices on one day`);
	}
});

test('sums stay integers', t => {
	for (const row of prices.models) {
		t.true(Number.isSafeInteger(priceOf({model: row.id, usage: {input: 333, cacheRead: 77, cacheWrite: 13, output: 7, geo: 'us'}, at}).nanoDollars));
	}
});
