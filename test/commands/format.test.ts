import test from 'ava';
import {money, span, tokens} from '../../source/commands/format.js';

test('spans are told in their two largest units', t => {
	t.deepEqual([0, 41_000, 192_000, 7_500_000, 270_000_000].map(value => span(value)), ['0s', '41s', '3m12s', '2h05m', '3d3h']);
});

test('money never shows a cost as nothing', t => {
	t.deepEqual([0, 0.0042, 0.31, 12].map(value => money(value)), ['$0.00', '$0.0042', '$0.31', '$12.00']);
});

test('tokens are short', t => {
	t.deepEqual([0, 950, 12_345, 4_100_000].map(value => tokens(value)), ['0', '950', '12.3k', '4.1M']);
});
