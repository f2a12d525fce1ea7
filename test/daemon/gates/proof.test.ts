import test from 'ava';
import {TestCount} from '../../../source/daemon/gates/proof.js';

const count = (text: string): number | undefined => {
	const counter = new TestCount();
	// In pieces that cut lines apart, as a pipe does.
	for (let at = 0; at < text.length; at += 7) {
		counter.push(text.slice(at, at + 7));
	}

	return counter.finish();
};

const said: Record<string, [text: string, tests: number | undefined]> = {
	'node:test, spec': ['ℹ tests 12\nℹ suites 0\nℹ pass 11\nℹ fail 0\nℹ skipped 1\nℹ todo 0\n', 11],
	'node:test, TAP': ['TAP version 13\n# Subtest: a\nok 1 - a\n1..1\n# tests 3\n# pass 3\n# skipped 0\n', 3],
	'node:test, coloured': ['\u{1B}[34mℹ tests 4\u{1B}[39m\n', 4],
	'node:test, none': ['ℹ tests 0\nℹ pass 0\n', 0],
	ava: ['  ✔ a\n  ─\n\n  4 tests passed\n  1 test failed\n', 5],
	jest: ['Test Suites: 1 passed, 1 total\nTests:       1 failed, 2 skipped, 3 passed, 6 total\n', 4],
	'jest, all skipped': ['Tests:       2 skipped, 2 total\n', 0],
	vitest: [' Test Files  1 passed (1)\n      Tests  1 failed | 3 passed (4)\n', 4],
	mocha: ['  3 passing (5ms)\n  1 pending\n  2 failing\n', 5],
	'mocha, none': ['  0 passing (1ms)\n', 0],
	pytest: ['collected 3 items\n========= 2 passed, 1 skipped in 0.02s =========\n', 2],
	'pytest, quiet': ['3 passed in 0.01s\n', 3],
	'pytest, none': ['============ no tests ran in 0.01s ============\n', 0],
	unittest: ['Ran 3 tests in 0.001s\n\nOK\n', 3],
	cargo: ['test result: ok. 3 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.00s\ntest result: ok. 2 passed; 0 failed; 0 ignored; 0 measured\n', 5],
	'cargo, none': ['running 0 tests\n\ntest result: ok. 0 passed; 0 failed; 0 ignored\n', 0],
	'go -v': ['=== RUN   TestA\n--- PASS: TestA (0.00s)\nPASS\nok  \texample.org/a\t0.003s\n', 2],
	go: ['ok  \texample.org/a\t0.003s\nok  \texample.org/b\t(cached)\n?   \texample.org/c\t[no test files]\n', 2],
	'go, none': ['?   \texample.org/c\t[no test files]\n', undefined],
	'go, no tests to run': ['ok  \texample.org/a\t0.003s [no tests to run]\n', undefined],
	maven: ['[INFO] Tests run: 2, Failures: 0, Errors: 0, Skipped: 0, Time elapsed: 0.1 s -- in X\n[INFO] Tests run: 5, Failures: 0, Errors: 0, Skipped: 1\n', 4],
	rspec: ['Finished in 0.01 seconds\n7 examples, 0 failures\n', 7],
	minitest: ['4 runs, 8 assertions, 0 failures, 0 errors, 0 skips\n', 4],
	phpunit: ['OK (6 tests, 9 assertions)\n', 6],
	deno: ['ok | 5 passed | 0 failed (12ms)\n', 5],
	bun: [' 3 pass\n 0 fail\nRan 3 tests across 1 file. [5.00ms]\n', 3],
	tap: ['TAP version 14\nok 1 - a\nok 2 - b\n1..2\n', 2],
	playwright: ['  9 passed (2.1s)\n', 9],
	another: ['Summary: 14 tests passed\n', 14],
	'words only': ['all tests passed\nbuild 12 done\n', undefined],
	nothing: ['', undefined],
};

for (const [name, [text, tests]] of Object.entries(said)) {
	test(`the tests that ran are counted: ${name}`, t => {
		t.is(count(text), tests);
	});
}
