import test from 'ava';
import {Pace} from '../../../source/client/terminal/pace.js';

/** A link of so many bytes a millisecond, so far away, that is always given as much as it may be. Returns what is on its way at most. */
function drive(pace: Pace, {rate, distance, from, pictures, size}: {rate: number; distance: number; from: number; pictures: number; size: number}): {now: number; most: number} {
	const answers: number[] = [];
	let now = from;
	let free = from;
	let most = 0;
	for (let count = 0; count < pictures; count++) {
		while (answers.length > 0 && (pace.isFull || answers[0]! <= now)) {
			now = Math.max(now, answers[0]!);
			pace.answer(now);
			answers.shift();
		}

		const bytes = Math.min(size, pace.limit);
		free = Math.max(free, now) + (bytes / rate);
		most = Math.max(most, free - now);
		if (pace.send(bytes, now)) {
			answers.push(free + distance);
		}

		now += 1;
	}

	for (const answer of answers) {
		now = Math.max(now, answer);
		pace.answer(now);
	}

	return {now, most};
}

test('of a slow link no more is on its way than it takes in the time that an echo may wait', t => {
	for (const rate of [30, 100, 300]) {
		const pace = new Pace();
		pace.near(20);
		const {now} = drive(pace, {rate, distance: 2, from: 0, pictures: 40, size: 20_000});
		t.true(pace.isSlow);
		const {most} = drive(pace, {rate, distance: 2, from: now + 500, pictures: 200, size: 20_000});
		t.true(most < 150, `${rate} bytes a millisecond: ${most} ms`);
	}
});

test('a link that is far away and quick is kept full', t => {
	const pace = new Pace();
	const {now} = drive(pace, {rate: 2000, distance: 100, from: 0, pictures: 100, size: 20_000});
	const begun = now;
	const end = drive(pace, {rate: 2000, distance: 100, from: now, pictures: 100, size: 20_000}).now;
	// 20 KB in a round trip of 100 ms each would take ten seconds.
	t.true(end - begun < 5000, `${end - begun} ms`);
});

test('a quick link is asked seldom, and nothing is limited', t => {
	const pace = new Pace();
	drive(pace, {rate: 50_000, distance: 0.3, from: 0, pictures: 20, size: 5000});
	t.false(pace.isSlow);
	t.is(pace.limit, Infinity);
	let questions = 0;
	for (let count = 0; count < 100; count++) {
		if (!pace.send(200, 1000 + count)) {
			continue;
		}

		questions++;
		pace.answer(1000 + count + 0.3);
	}

	t.true(questions <= 2);
});

test('a link that becomes quick again is noticed', t => {
	const pace = new Pace();
	const {now} = drive(pace, {rate: 30, distance: 1, from: 0, pictures: 40, size: 5000});
	t.true(pace.isSlow);
	drive(pace, {rate: 100_000, distance: 0.2, from: now, pictures: 400, size: 5000});
	t.false(pace.isSlow);
});

test('an answer is waited for as long as the way there is, and what is before it takes', t => {
	const near = new Pace();
	near.near(1);
	t.true(near.patience < 600);
	const far = new Pace();
	far.near(1000);
	t.true(far.patience >= 2000);
	const slow = new Pace();
	drive(slow, {rate: 20, distance: 100, from: 0, pictures: 200, size: 4096});
	slow.send(16_384, 100_000);
	// Some 800 ms of bytes.
	t.true(slow.patience > 1500, String(slow.patience));
	far.near(60_000);
	t.true(far.patience < 5000);
});
