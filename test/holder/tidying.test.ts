import test from 'ava';
import {Tidying} from '../../source/holder/tidying.js';

test('after much output it is tidied up once, when it is quiet, and not again for little', async t => {
	let done = Promise.withResolvers<void>();
	const tidying = new Tidying(() => {
		done.resolve();
	}, 1);
	tidying.after(10);
	t.true(tidying.isDue, 'what the start left behind');
	await done.promise;
	t.false(tidying.isDue);
	tidying.after(1000);
	t.false(tidying.isDue);

	done = Promise.withResolvers();
	tidying.after(262_144);
	t.true(tidying.isDue);
	await done.promise;
	t.false(tidying.isDue);
});

test('nothing waits once the program has ended', t => {
	const tidying = new Tidying(() => {
		t.fail();
	}, 1);
	tidying.after(10);
	tidying.end();
	t.false(tidying.isDue);
});
