import test from 'ava';
import {Emitter} from '../../../source/base/emitter.js';
import {Pacer} from '../../../source/client/display/pacer.js';

function outlet() {
	return {busy: false, full: false, free: new Emitter<void>()};
}

test('what the person waits for is drawn in the same turn, and once for all of the turn', async t => {
	let painted = 0;
	const pacer = new Pacer(outlet(), () => {
		painted++;
		return {isWhole: true};
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
		return {isWhole: true};
	});
	way.busy = true;
	way.full = true;
	for (let index = 0; index < 100; index++) {
		pacer.request('now');
		await Promise.resolve();
	}

	t.is(painted, 0);
	way.busy = false;
	way.full = false;
	way.free.emit();
	t.is(painted, 1);
});

test('what the person waits for overtakes the answer to the picture before, and what they do not wait for does not', async t => {
	let painted = 0;
	const way = outlet();
	const pacer = new Pacer(way, () => {
		painted++;
		return {isWhole: true};
	});
	way.busy = true;
	pacer.request('soon');
	await Promise.resolve();
	t.is(painted, 0);
	pacer.request('now');
	await Promise.resolve();
	t.is(painted, 1);
	way.free.emit();
	t.is(painted, 1);
});

test('what was due while the picture before was on its way is drawn when that has come, however early the timer and however soon that is', async t => {
	for (let turn = 0; turn < 20; turn++) {
		const {promise, resolve} = Promise.withResolvers<void>();
		const free = new Emitter<void>();
		let painted = 0;
		let isOnItsWay = false;
		const pacer = new Pacer({
			free,
			full: false,
			get busy() {
				// It comes in the very turn in which it is waited for.
				queueMicrotask(() => {
					isOnItsWay = false;
					free.emit();
					resolve();
				});
				return isOnItsWay;
			},
		}, () => {
			painted++;
			return {isWhole: true};
		});
		pacer.request('now');
		await Promise.resolve();
		isOnItsWay = true;
		pacer.request('soon');
		await promise;
		pacer.stop();
		t.is(painted, 2);
	}
});

test('what nobody waits for is drawn at most 60 times a second', async t => {
	const moments: number[] = [];
	const {promise, resolve} = Promise.withResolvers<void>();
	const pacer: Pacer = new Pacer(outlet(), () => {
		moments.push(performance.now());
		if (moments.length === 6) {
			resolve();
		}

		return {isWhole: true, left: moments.length === 6 ? undefined : 'soon'};
	});
	pacer.request('soon');
	await promise;
	// Timers of Node may come a millisecond or two early.
	t.true(moments.at(-1)! - moments[0]! >= 5 * 14, String(moments.at(-1)! - moments[0]!));
});

test('a pane beside the one that is looked at is drawn half as often, and all of them seldom while the person is elsewhere', async t => {
	const timeOf = async (urgency: 'soon' | 'later', isUnattended: boolean) => {
		const {promise, resolve} = Promise.withResolvers<void>();
		let painted = 0;
		const pacer: Pacer = new Pacer(outlet(), () => {
			painted++;
			if (painted === 3) {
				resolve();
			}

			return {isWhole: true, left: painted === 3 ? undefined : urgency};
		});
		pacer.isUnattended = isUnattended;
		const begun = performance.now();
		pacer.request('now');
		await promise;
		pacer.stop();
		return performance.now() - begun;
	};

	t.true(await timeOf('later', false) >= 2 * 30);
	t.true(await timeOf('soon', true) >= 2 * 97);
});

test('echoes that come one after the other do not put off what is beside them', async t => {
	const {promise, resolve} = Promise.withResolvers<void>();
	const painted: string[] = [];
	const pacer: Pacer = new Pacer(outlet(), urgency => {
		painted.push(urgency);
		if (urgency !== 'now') {
			resolve();
			return {isWhole: true};
		}

		setImmediate(() => {
			pacer.request('now');
		});
		return {isWhole: false, left: 'later'};
	});
	pacer.request('now');
	await promise;
	pacer.stop();
	t.deepEqual(painted.filter(urgency => urgency !== 'now'), ['later']);
	t.true(painted.length > 1);
});

test('while the person types, what is beside it is drawn behind the echo', async t => {
	const painted: string[] = [];
	const pacer = new Pacer(outlet(), urgency => {
		painted.push(urgency);
		return {isWhole: urgency !== 'now'};
	});
	pacer.lull.typed();
	pacer.request('later');
	await Promise.resolve();
	t.deepEqual(painted, []);
	pacer.request('now');
	await Promise.resolve();
	pacer.request('later');
	await Promise.resolve();
	t.deepEqual(painted, ['now']);
	pacer.lull.echoed();
	t.deepEqual(painted, ['now', 'later']);
	pacer.stop();
});

test('keys that nothing answers do not make the pictures beside them fewer', async t => {
	const {promise, resolve} = Promise.withResolvers<void>();
	const moments: number[] = [];
	const pacer: Pacer = new Pacer(outlet(), () => {
		moments.push(performance.now());
		if (moments.length === 10) {
			resolve();
		}

		pacer.lull.typed();
		return {isWhole: true, left: moments.length === 10 ? undefined : 'later'};
	});
	pacer.lull.typed();
	pacer.request('later');
	await promise;
	pacer.stop();
	const least = Math.min(...moments.slice(1).map((moment, index) => moment - moments[index]!));
	// Thirty a second, and not one for each time between two and each lull together.
	t.true(least < 44, `${least} ms between two at the least`);
});

test('nor do answers to keys that come all the time', async t => {
	const {promise, resolve} = Promise.withResolvers<void>();
	const moments: number[] = [];
	const pacer: Pacer = new Pacer(outlet(), urgency => {
		if (urgency === 'now') {
			return {isWhole: false, left: 'later'};
		}

		moments.push(performance.now());
		if (moments.length === 30) {
			resolve();
		}

		return {isWhole: true, left: 'later'};
	});
	const keys = setInterval(() => {
		pacer.lull.typed();
		pacer.request('now');
	}, 9);
	await promise;
	clearInterval(keys);
	pacer.stop();
	const five = Math.min(...moments.slice(5).map((moment, index) => moment - moments[index]!));
	t.true(five < 5 * 40, `${five} ms for five of them at the least`);
});
