import test from 'ava';
import {nearest} from '../../source/base/nearest.js';
import {meant} from '../../source/commands/meant.js';

test('a slip of the finger finds the command that was meant', t => {
	const commands = ['init', 'add', 'ls', 'show', 'attach', 'approve', 'answer'];
	t.is(nearest('aprove', commands), 'approve');
	t.is(nearest('sohw', commands), 'show');
	t.is(nearest('att', commands), 'attach');
	t.is(nearest('log', ['logs', 'log']), 'log');
});

test('what is far from everything is not guessed', t => {
	t.is(nearest('deploy', ['init', 'add', 'ls']), undefined);
	t.is(nearest('bogus', ['logs', 'rules']), undefined);
	t.is(nearest('x', []), undefined);
	t.is(nearest('x', ['b']), undefined);
});

test('without a near name a short list is given, and no long one', t => {
	t.is(meant('zebra', ['a', 'b']), 'There are `a`, `b`.');
	t.is(meant('zebra', Array.from({length: 20}, (_, index) => `task-${index}`)), undefined);
});
