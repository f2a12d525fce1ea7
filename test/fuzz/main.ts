import {glob} from 'node:fs/promises';
import process from 'node:process';
import {parseArgs} from 'node:util';
import {createPrint} from '../../source/commands/print.js';
import {replay} from './replay.js';
import {fuzzScreen, isSameWhenCut} from './screen.js';

/*
npm run fuzz:screen [-- --sequences 100000 --seed 1 --recordings 'folder/*.cast']: random streams and recordings, our engine beside xterm.
Ends with 1 when they differ, and prints the sequences that it takes.
*/

const {values} = parseArgs({options: {sequences: {type: 'string', default: '100000'}, seed: {type: 'string', default: '1'}, recordings: {type: 'string'}}});
const [sequences, seed] = [values.sequences, values.seed].map(Number) as [number, number];
if (!(sequences >= 1) || !Number.isSafeInteger(seed)) {
	throw new RangeError('--sequences and --seed are numbers from 1 on.');
}

// In one stream: few enough to be brought down to what matters, enough to have a past.
const length = 100;
const print = createPrint({environment: process.env});
let found = 0;
const start = performance.now();
for (let at = 0; at < sequences; at += length) {
	const number = seed + (at / length);
	const finding = fuzzScreen(number, length);
	if (finding !== undefined) {
		found++;
		print.line(`Stream ${number}, ${finding.size.cols}×${finding.size.rows}: ${JSON.stringify(finding.atoms.join(''))}\n\t${finding.difference}`);
	}

	if (isSameWhenCut(number, length)) {
		continue;
	}

	found++;
	print.line(`Stream ${number} looks otherwise when it is cut.`);
}

print.line(`${sequences} sequences, ${found} differences, ${((performance.now() - start) / 1000).toFixed(1)} s.`);
for await (const file of glob(values.recordings ?? [])) {
	const {looks, difference} = await replay(file);
	found += difference === undefined ? 0 : 1;
	print.line(`${file}: ${looks} looks, ${difference ?? 'no difference'}`);
}

process.exitCode = found === 0 ? 0 : 1;
