import {execFile} from 'node:child_process';
import process from 'node:process';
import {promisify} from 'node:util';
import test from 'ava';
import {holderFlags} from '../../../source/daemon/sessions/holder-flags.js';

// eslint-disable-next-line @typescript-eslint/strict-void-return -- execFile has its own promisified form
const execute = promisify(execFile);

// A heap that grows, so that what is old is being marked most of the time, with forty times as much garbage beside it; says the most MiB that what is young took.
const program = `
	const {getHeapSpaceStatistics} = require('node:v8');
	const kept = [];
	let most = 0;
	for (let index = 0; index < 400_000; index++) {
		kept.push({index, pair: [index, index + 1]});
		for (let other = 0; other < 40; other++) {
			globalThis.garbage = [index, other, [other]];
		}

		if (index % 1000 === 0) {
			const young = getHeapSpaceStatistics().find(space => space.space_name === 'new_space');
			most = Math.max(most, young.physical_space_size);
		}
	}

	console.log(most / 1024 / 1024);
`;

async function mostYoung(flags: readonly string[]): Promise<number> {
	const {stdout} = await execute(process.execPath, [...flags, '--eval', program]);
	return Number(stdout);
}

test('of what a holder needs for a moment no more is kept than a few MiB, also while the rest is being collected', async t => {
	const most = await mostYoung(holderFlags);
	t.true(most > 0 && most <= 4, `${most} MiB`);
	// Which is due to a flag of V8 that could lose its meaning with a later Node.
	t.true(await mostYoung(holderFlags.filter(flag => flag !== '--no-separate-gc-phases')) > 8, 'V8 collects what is young at any time by itself now: the flag can go');
});
