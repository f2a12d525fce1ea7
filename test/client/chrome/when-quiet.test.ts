import {mock} from 'node:test';
import test from 'ava';
import {Emitter} from '../../../source/base/emitter.js';
import {whenQuiet} from '../../../source/client/chrome/when-quiet.js';

const {timers: clock} = mock;

test.beforeEach(() => {
	clock.enable({apis: ['setTimeout']});
});

test.afterEach.always(() => {
	clock.reset();
});

test.serial('what would be in the way of keys waits until none has come for a while, and is done once', t => {
	const keys = new Emitter<void>();
	let times = 0;
	whenQuiet(keys, 500, () => {
		times++;
	});
	for (let key = 0; key < 5; key++) {
		clock.tick(499);
		keys.emit();
	}

	t.is(times, 0);
	clock.tick(499);
	t.is(times, 0);
	clock.tick(1);
	t.is(times, 1);
	t.is(keys.size, 0);
	clock.tick(1000);
	t.is(times, 1);
});

test.serial('what was called off is never done', t => {
	const keys = new Emitter<void>();
	let times = 0;
	const callOff = whenQuiet(keys, 500, () => {
		times++;
	});
	callOff();
	clock.tick(1000);
	t.is(times, 0);
	t.is(keys.size, 0);
});
