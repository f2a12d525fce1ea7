import {glob} from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import {parseArgs} from 'node:util';
import {createPrint} from '../../source/commands/print.js';
import {Random} from '../bench/parse/random.js';
import {beginScript, wholeNumber} from '../support/script.js';
import {cutRecording} from './cuts.js';
import {replay} from './replay.js';
import {fuzzScreen, isSameWhenCut} from './screen.js';
import {stopwatch, writeLimit} from './stopwatch.js';
import {fuzzWild} from './wild.js';

beginScript(`npm run fuzz:screen [-- --sequences 100000 --seed 1 --recordings 'folder/*.cast' --cuts 500]: random streams and recordings,
our engine beside xterm, and wild streams; and each recording cut at random so many times, our engine beside itself.
Ends with 1 when they differ, when it throws or when a write takes too long, and prints the sequences that it takes.`);

const {values} = parseArgs({options: {sequences: {type: 'string', default: '100000'}, seed: {type: 'string', default: '1'}, recordings: {type: 'string'}, cuts: {type: 'string', default: '0'}}});
const [sequences, seed, cuts] = [wholeNumber('sequences', values.sequences, 0), wholeNumber('seed', values.seed, 0), wholeNumber('cuts', values.cuts, 0)];

// In one stream: few enough to be brought down to what matters, enough to have a past.
const length = 100;
const print = createPrint({environment: process.env});
let found = 0;
// Not counted: Node compiles all that the first stream runs through, which takes some 20 ms once.
fuzzScreen(seed, length);
stopwatch.longest = 0;
const start = performance.now();
for (let at = 0; at < sequences; at += length) {
	const number = seed + (at / length);
	const finding = fuzzScreen(number, length);
	if (finding !== undefined) {
		found++;
		print.line(`Stream ${number}, ${finding.size.cols}×${finding.size.rows}: ${JSON.stringify(finding.atoms.join(''))}\n\t${finding.difference}`);
	}

	if (!isSameWhenCut(number, length)) {
		found++;
		print.line(`Stream ${number} looks otherwise when it is cut.`);
	}

	const wild = fuzzWild(new Random(number), length);
	if (wild === undefined) {
		continue;
	}

	found++;
	print.line(`Wild stream ${number}: ${wild}`);
}

print.line(`${sequences} sequences, ${found} differences, ${((performance.now() - start) / 1000).toFixed(1)} s.`);
for await (const file of glob(values.recordings ?? [])) {
	const {looks, difference} = await replay(file);
	found += difference === undefined ? 0 : 1;
	const cut = await cutRecording(file, {cuts, seed});
	found += cut === undefined ? 0 : 1;
	print.line(`${path.basename(file)}: ${looks} looks, ${difference ?? 'no difference'}; ${cuts} cuts, ${cut ?? 'no difference'}`);
}

print.line(`The longest write took ${stopwatch.longest.toFixed(1)} ms of the processor; ${writeLimit} are allowed.`);
process.exitCode = found === 0 && stopwatch.longest <= writeLimit ? 0 : 1;
