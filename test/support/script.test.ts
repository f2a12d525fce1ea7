import path from 'node:path';
import process from 'node:process';
import test from 'ava';
import {packageRoot} from '../../source/base/package-root.js';
import {runProgram} from './run-program.js';

const scripts = ['bench', 'soak', 'fuzz', 'conformance'];
const run = async (name: string, ...words: string[]) => runProgram([process.execPath, path.join(packageRoot(), 'build', 'test', name, 'main.js'), ...words], {cwd: packageRoot(), environment: {}});

for (const name of scripts) {
	test(`${name} says how it is used, and in one sentence what it cannot take`, async t => {
		const help = await run(name, '--help');
		t.is(help.code, 0);
		t.regex(help.stdout, /^npm run \S+ .*--/v);
		const wrong = await run(name, '--sideways');
		t.deepEqual({code: wrong.code, stderr: wrong.stderr, stdout: wrong.stdout}, {code: 2, stderr: 'Unknown option \'--sideways\'. `--help` says what there is.\n', stdout: ''});
	});
}

const misuses: Array<[name: string, words: string[], said: string]> = [
	['bench', ['--rounds', 'many'], '--rounds takes a whole number from 1 on, and was given “many”.'],
	['bench', ['sideways'], 'There is no bench “sideways”; there are floor,'],
	['soak', ['bombs', '--rounds', '0'], '--rounds takes a whole number from 1 on, and was given “0”.'],
	['soak', ['bombs', '--only', '['], '--only takes a regular expression: '],
	['fuzz', ['--seed', '1.5'], '--seed takes a whole number from 0 on, and was given “1.5”.'],
	['conformance', ['sideways'], 'Say which suite: vttest, or esctest and the folder that it is in.'],
];
for (const [name, words, said] of misuses) {
	test(`${name} ${words.join(' ')} is no fault with a stack`, async t => {
		const {code, stderr} = await run(name, ...words);
		t.is(code, 2);
		t.is(stderr.slice(0, said.length), said);
		t.is(stderr.trimEnd().split('\n').length, 1);
	});
}
