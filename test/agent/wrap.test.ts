import test from 'ava';
import {wrapBlock, Wrapper} from '../../source/agent/wrap.js';

test('lines are broken between words, and what a list begins with hangs out', t => {
	t.is(wrapBlock('1. Add a parser for quoted cells.\n   Check: the tests of it pass.', {width: 24}), [
		'1. Add a parser for',
		'   quoted cells.',
		'   Check: the tests of',
		'   it pass.',
	].join('\n'));
	t.is(wrapBlock('short', {width: 24, indent: '  '}), '  short');
});

test('a word that is longer than a line stays whole, for the terminal to break', t => {
	t.is(wrapBlock(`see ${'x'.repeat(40)} there`, {width: 24}), `see\n${'x'.repeat(40)}\nthere`);
});

test('streamed text comes out the same however it was cut into pieces', t => {
	const text = 'The parser must keep its state between chunks.\n\nThat changes the second step.';
	const wrap = (pieces: Iterable<string>) => {
		const wrapper = new Wrapper(() => 24);
		return [...pieces].map(piece => wrapper.push(piece)).join('') + wrapper.end();
	};

	const whole = wrap([text]);
	t.is(wrap(text), whole);
	t.is(whole, 'The parser must keep its\nstate between chunks.\n\nThat changes the second\nstep.\n');
	// A space behind a full row would begin the next one.
	t.is(wrap([`${'x'.repeat(24)} y`]), `${'x'.repeat(24)}\ny\n`);
	t.true(whole.split('\n').every(line => line.length <= 24));
});
