import test from 'ava';
import {Emitter} from '../../../source/base/emitter.js';
import {Pacer} from '../../../source/client/display/pacer.js';

function outlet() {
	return {busy: false, free: new Emitter<void>()};
}

test('what the person waits for is drawn in the same turn, and once for all of the turn', async t => {
	let painted = 0;
	const pacer = new Pacer(outlet(), () => {
		painted++;
	});
	pacer.request('now');
	pacer.request('now');
	pacer.request('soon');
	await Promise.resolve();
	t.is(painted, 1);
});

test('nothing is drawn while the picture before is on its way, and the newest afterwards', async t => {
	let painted = 0;
	const way = outlet();
	const pacer = new Pacer(way, () => {
		painted++;
	});
	way.busy = true;
	for (let index = 0; index < 100; index++) {
		pacer.request('now');
		await Promise.resolve();
	}

	t.is(painted, 0);
	way.busy = false;
	way.free.emit();
	t.is(painted, 1);
});

test('what nobody waits for is drawn at most 60 times a second', async t => {
	const moments: number[] = [];
	const {promise, resolve} = Promise.withResolvers<void>();
	const pacer: Pacer = new Pacer(outlet(), () => {
		moments.push(performance.now());
		if (moments.length === 6) {
			resolve();
			return;
		}

		pacer.request('soon');
	});
	pacer.request('soon');
	await promise;
	// Timers of Node may come a millisecond or two early.
	t.true(moments.at(-1)! - moments[0]! >= 5 * 14, String(moments.at(-1)! - moments[0]!));
});
