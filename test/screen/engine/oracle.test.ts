import {Buffer} from 'node:buffer';
import test from 'ava';
import {Random} from '../../bench/parse/random.js';
import {makeStream, streamNames} from '../../bench/parse/streams.js';
import {knownDifferences} from '../../fuzz/known-differences.js';
import {findDifference, makePair} from '../../fuzz/oracle.js';
import {fuzzScreen, isSameWhenCut} from '../../fuzz/screen.js';
import {fuzzWild} from '../../fuzz/wild.js';

const streams = 150;

test('random streams look as they do in xterm, cell by cell', t => {
	for (let seed = 1; seed <= streams; seed++) {
		const found = fuzzScreen(seed, 80);
		t.is(found && `${seed}, ${found.size.cols}×${found.size.rows}, ${JSON.stringify(found.atoms.join(''))}: ${found.difference}`, undefined);
	}
});

test('the screen is the same however its bytes were cut', t => {
	for (let seed = 1; seed <= streams; seed++) {
		t.true(isSameWhenCut(seed, 80), `seed ${seed}`);
	}
});

test('whatever comes, the screen holds whole characters and the cursor, and is the same however it was cut', t => {
	for (let seed = 1; seed <= streams; seed++) {
		t.is(fuzzWild(new Random(seed), 80), undefined, `seed ${seed}`);
	}
});

// Emoji that are joined take other cells there, and move all that follows.
for (const name of streamNames.filter(stream => stream !== 'unicode')) {
	test(`what programs print looks as it does in xterm after each piece: ${name}`, t => {
		const size = {cols: 100, rows: 30};
		const bytes = makeStream(name, size, 150_000).subarray(0, 150_000);
		const pair = makePair({size, historyLines: 1000});
		for (let at = 0; at < bytes.length; at += 5000) {
			pair.write(bytes.subarray(at, at + 5000));
			t.is(findDifference(pair.ours, pair.oracle), undefined);
		}

		pair.dispose();
	});
}

for (const {what, input} of knownDifferences) {
	test(`unlike xterm: ${what}`, t => {
		const pair = makePair({size: {cols: 10, rows: 4}, historyLines: 30});
		pair.write(Buffer.from(input));
		const {modes: {kittyFlags}} = pair.ours;
		t.true(findDifference(pair.ours, pair.oracle) !== undefined || kittyFlags > 0);
		pair.dispose();
	});
}
