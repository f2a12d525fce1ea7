import process from 'node:process';
import test from 'ava';
import {cpuOf, median, memoryOf, sumOf} from './measure.js';

test('what is measured of this process is plausible', async t => {
	t.true(await memoryOf(process.pid) > 5);
	const before = await cpuOf(process.pid);
	const begun = process.cpuUsage();
	for (let spent = 0; spent < 60_000; spent = process.cpuUsage(begun).user) {
		Math.hypot(before, spent);
	}

	const used = await cpuOf(process.pid) - before;
	t.true(used >= 0.02 && used < 5);
	t.is(await sumOf([1, 2, 3], async pid => pid * 2), 12);
	t.is(median([5, 1, 3]), 3);
});
