import test from 'ava';
import {PictureRate} from '../../source/holder/picture-rate.js';

/** Output every so many milliseconds, for so long; returns what is between two pictures in the end. */
function rateOf({every, time}: {every: number; time: number}): number {
	const rate = new PictureRate();
	let now = 1000;
	for (const end = now + time; now < end; now += every) {
		rate.came(now);
	}

	return rate.between(now);
}

test('what prints without a pause is drawn 20 times a second, and what draws by a clock of its own 60 times', t => {
	t.is(rateOf({every: 0.1, time: 1000}), 50);
	t.is(rateOf({every: 4, time: 1000}), 50);
	t.is(rateOf({every: 16, time: 1000}), 16);
	t.is(rateOf({every: 0.1, time: 40}), 16);
});

test('what a flood ends with is drawn as soon as it pauses', t => {
	const rate = new PictureRate();
	for (let now = 0; now < 500; now++) {
		rate.came(now);
	}

	t.is(rate.between(500), 50);
	t.is(rate.between(510), 16);
	rate.came(600);
	t.is(rate.between(600), 16);
});

test('the time of a picture is no pause of the program', t => {
	const rate = new PictureRate();
	for (let now = 0; now < 500; now++) {
		rate.came(now);
	}

	// What is dear is drawn less often, and even less in a flood; not where the person waits for it.
	t.deepEqual([rate.between(500, 10), rate.awaited(10), rate.awaited(1)], [80, 40, 16]);
	rate.drew(20);
	rate.came(527);
	t.is(rate.between(527), 50);
});
