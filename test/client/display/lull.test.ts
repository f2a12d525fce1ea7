import test from 'ava';
import {Lull} from '../../../source/client/display/lull.js';

test('what nobody waits for is done at once while nobody types, and behind the echo while somebody does', t => {
	let now = 1000;
	const lull = new Lull(() => now);
	const done: string[] = [];
	const work = (name: string) => {
		lull.wait('chrome', () => {
			done.push(name);
		});
	};

	work('idle');
	t.deepEqual(done, ['idle']);
	lull.typed();
	now += 40;
	work('first');
	work('second');
	t.deepEqual(done, ['idle']);
	lull.echoed();
	t.deepEqual(done, ['idle', 'second']);
	lull.echoed();
	now += 1000;
	work('later');
	t.deepEqual(done, ['idle', 'second', 'later']);
});

test('where a key has no echo, what waits for one is done all the same', async t => {
	const lull = new Lull();
	const {promise, resolve} = Promise.withResolvers<string>();
	lull.typed();
	lull.wait('chrome', () => {
		resolve('done');
	});
	t.is(await promise, 'done');
});
