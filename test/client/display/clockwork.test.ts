import test from 'ava';
import fc from 'fast-check';
import {untilDue, untilTick} from '../../../source/client/display/clockwork.js';

test('a time is drawn when it reads differently, and with it those of the seconds around', t => {
	fc.assert(fc.property(fc.integer({min: 1, max: 100_000_000}), fc.integer({min: 1_700_000_000_000, max: 1_900_000_000_000}), (wait, now) => {
		const tick = untilTick(wait, now);
		t.true(tick >= wait && tick < wait + (wait <= 1000 ? 1000 : 10_000));
		t.is((now + tick) % (wait <= 1000 ? 1000 : 10_000), 0);
	}));
});

test('whoever presses keys all the time does not stop the times', t => {
	fc.assert(fc.property(fc.integer({min: 1_700_000_000_000, max: 1_900_000_000_000}), fc.integer({min: 1, max: 100_000}), fc.integer({min: 0, max: 200_000}), (now, wait, later) => {
		const due = now + wait;
		t.true(now + later + untilDue(due, now + later) <= Math.max(due, now + later) + 10_000);
		t.true(now + later + untilDue(due, now + later) >= due);
	}));
});
