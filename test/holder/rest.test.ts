import test from 'ava';
import {Rest} from '../../source/holder/rest.js';

/** A clock and a machine of the test's own: so many milliseconds pass, of which so many were spent waiting for a core. */
function makeRest(count = 20, cores = 2) {
	let [time, waited] = [0, 0];
	const fellows = {count: () => count, isTyped: false};
	const rest = new Rest({now: () => time, waited: () => waited, fellows, cores});
	return {
		rest,
		fellows,
		/** Output of so many megabytes a second in 10 ms, of which a share was waited. Returns the rest. */
		pass(rate: number, share: number): number {
			time += 10;
			waited += 10 * share;
			return rest.after(rate * 10_000);
		},
		sleep(milliseconds: number) {
			time += milliseconds;
			rest.begin();
		},
	};
}

test('a flood rests longer and longer while it waits for a core, and not at all when there is one', t => {
	const {pass} = makeRest();
	t.deepEqual([pass(100, 0), pass(100, 0)], [0, 0]);
	const rests = Array.from({length: 9}, () => pass(100, 0.6));
	t.deepEqual(rests, [6, 12, 24, 48, 96, 192, 384, 600, 600]);
	const after = Array.from({length: 14}, () => pass(100, 0.05));
	t.deepEqual(after, after.toSorted((one, other) => other - one));
	t.is(after.at(-1), 0);
});

test('what prints little never rests, and for a while after a key nothing does', t => {
	const {rest, pass, sleep} = makeRest();
	t.deepEqual(Array.from({length: 5}, () => pass(0.1, 0.9)), [0, 0, 0, 0, 0]);
	// It is only from the second piece on that there is something to compare with.
	t.deepEqual([pass(100, 0.9), pass(100, 0.9)], [0, 9]);
	rest.wake();
	t.deepEqual(Array.from({length: 5}, () => pass(100, 0.9)), [0, 0, 0, 0, 0]);
	sleep(500);
	t.is(pass(100, 0.9), 9);
});

test('a flood does not rest for what else runs, nor for a few floods beside it', t => {
	const {pass} = makeRest(4);
	t.deepEqual(Array.from({length: 5}, () => pass(100, 0.6)), [0, 0, 0, 0, 0]);
});

test('where dozens flood each rests longer than where few do, and never for good', t => {
	const {pass} = makeRest(60);
	t.is(Array.from({length: 20}, () => pass(100, 0.9)).at(-1), 1800);
	const crowded = makeRest(1000);
	t.is(Array.from({length: 20}, () => crowded.pass(100, 0.9)).at(-1), 2000);
});

test('one flood rests while the person types into another session, and only where it needs all cores', t => {
	const {rest, fellows, pass, sleep} = makeRest(1);
	t.deepEqual([pass(30, 0.1), pass(30, 0.1)], [0, 0]);
	fellows.isTyped = true;
	t.deepEqual(Array.from({length: 3}, () => pass(30, 0.1)), [6, 6, 6]);
	t.is(pass(0.1, 0.1), 0);
	t.deepEqual([pass(30, 0.1), pass(30, 0.1)], [0, 6]);
	rest.wake();
	t.is(pass(30, 0.1), 0);
	sleep(500);
	t.is(pass(30, 0.1), 6);
	fellows.isTyped = false;
	t.is(pass(30, 0.1), 0);
	const roomy = makeRest(1, 4);
	roomy.fellows.isTyped = true;
	t.deepEqual(Array.from({length: 3}, () => roomy.pass(30, 0.1)), [0, 0, 0]);
});

test('where the system does not say how long a process waits, nothing rests', t => {
	const rest = new Rest({waited: () => undefined, fellows: {count: () => 100, isTyped: true}});
	t.is(rest.after(1e9), 0);
});
