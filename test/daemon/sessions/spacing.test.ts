import test from 'ava';
import {Spacing} from '../../../source/daemon/sessions/spacing.js';

test('what comes too often happens once at the beginning and once at the end of the time', async t => {
	const {promise, resolve} = Promise.withResolvers<number>();
	let again = 0;
	const begun = performance.now();
	const spacing = new Spacing(60, () => {
		again++;
		resolve(performance.now() - begun);
	});
	t.true(spacing.take());
	t.false(spacing.take());
	t.false(spacing.take());
	t.true(await promise > 50);
	t.is(again, 1);
	t.true(spacing.take());
});

test('when it has ended, nothing happens any more', async t => {
	let again = 0;
	const ended = new Spacing(10, () => {
		again++;
	});
	ended.take();
	ended.take();
	ended.end();
	// One that is asked for behind it has its turn behind it as well.
	const {promise, resolve} = Promise.withResolvers<void>();
	const other = new Spacing(20, resolve);
	other.take();
	other.take();
	await promise;
	t.is(again, 0);
});
