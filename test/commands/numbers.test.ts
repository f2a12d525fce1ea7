import test from 'ava';
import {MillwrightError} from '../../source/base/errors.js';
import {dollars, wholeNumber} from '../../source/commands/numbers.js';

test('numbers are taken whole or refused with what was given', t => {
	t.is(wholeNumber({attempts: '3'}, 'attempts', {least: 1, most: 16}), 3);
	t.is(wholeNumber({}, 'attempts', {least: 1, most: 16}), undefined);
	for (const wrong of ['0', '17', '-1', '2.5', 'two', '', '1e3']) {
		t.throws(() => wholeNumber({attempts: wrong}, 'attempts', {least: 1, most: 16}), {instanceOf: MillwrightError, message: /from 1 to 16/v});
	}
});

test('a budget is above zero', t => {
	t.is(dollars({budget: '$20'}, 'budget'), 20);
	t.is(dollars({budget: '0.5'}, 'budget'), 0.5);
	for (const wrong of ['0', '-3', 'much', '1,5']) {
		t.throws(() => dollars({budget: wrong}, 'budget'), {instanceOf: MillwrightError});
	}
});
