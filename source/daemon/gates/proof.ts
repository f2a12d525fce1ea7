/*
How many tests ran, from what runners print at their end. A gate whose proof is tests is green only when a count is found and
is more than nought: "no tests configured" must never be read as passed.
*/

type Runner = {name: string; read: (line: string) => number | undefined};

const counted = (pattern: RegExp) => (line: string): number | undefined => {
	const found = pattern.exec(line);
	return found === null ? undefined : Number(found.groups?.['count']);
};

const sum = (line: string, pattern: RegExp): number => line.matchAll(pattern).reduce((total, found) => total + Number(found.groups?.['count']), 0);

/** "1 failed, 3 passed, 2 skipped": only what ran counts. */
const ran = /(?<!\d)(?<count>\d+) (?:passed|failed|passing|failing|error|errors|broken|flaky)\b/gv;

const runners: Runner[] = [
	// node:test, spec and TAP reporters: all that ran or were skipped; the skipped are taken off below.
	{name: 'node:test', read: counted(/^(?:ℹ|#) tests (?<count>\d+)$/v)},
	{name: 'ava', read: line => /^\d+ tests? (?:passed|failed)$/v.test(line) ? Number(/^\d+/v.exec(line)?.[0]) : undefined},
	{name: 'jest', read: line => line.startsWith('Tests:') ? sum(line, ran) : undefined},
	{name: 'vitest', read: line => /^Tests\s+(?:no tests|\d)/v.test(line) ? sum(line, ran) : undefined},
	{name: 'mocha', read: counted(/^(?<count>\d+) (?:passing|failing)\b/v)},
	{name: 'pytest', read: line => /^(?:=+ )?(?:no tests ran|\d+ (?:passed|failed|skipped|error|xfailed|xpassed|deselected|warning)).* in [\d.]+s/v.test(line) ? sum(line, ran) : undefined},
	{name: 'unittest', read: counted(/^Ran (?<count>\d+) tests? in /v)},
	{name: 'cargo', read: line => line.startsWith('test result:') ? sum(line, ran) : undefined},
	{name: 'maven', read: line => /^(?:\[\w+\] )?Tests run: \d+, Failures: \d+, Errors: \d+, Skipped: \d+$/v.test(line) ? sum(line, /Tests run: (?<count>\d+)/gv) - sum(line, /Skipped: (?<count>\d+)/gv) : undefined},
	{name: 'rspec', read: counted(/^(?<count>\d+) examples?, \d+ failures?/v)},
	{name: 'minitest', read: counted(/^(?<count>\d+) (?:runs|tests), \d+ assertions/v)},
	{name: 'phpunit', read: line => counted(/^OK \((?<count>\d+) tests?,/v)(line) ?? counted(/^Tests: (?<count>\d+), Assertions/v)(line)},
	{name: 'deno', read: line => /^(?:ok|FAILED) \| \d+ passed/v.test(line) ? sum(line, ran) : undefined},
	{name: 'bun', read: counted(/^Ran (?<count>\d+) tests? across/v)},
	{name: 'exunit', read: counted(/^(?:\d+ doctests?, )?(?<count>\d+) tests?, \d+ failures?/v)},
	{name: 'swift', read: counted(/^Executed (?<count>\d+) tests?, with/v)},
	{name: 'dotnet', read: line => /^(?:Passed|Failed)! +- /v.test(line) ? sum(line, /(?:Passed|Failed): +(?<count>\d+)/gv) : undefined},
	{name: 'tap', read: counted(/^1\.\.(?<count>\d+)(?: #.*)?$/v)},
];

/** Reads a program's output line by line and counts the tests that its runner says it ran. */
export class TestCount {
	#rest = '';
	readonly #said = new Map<string, number>();
	#skipped = 0;
	#goTests = 0;
	#generic = 0;

	push(text: string): void {
		const lines = (this.#rest + text).split(/\r?\n/v);
		// A runner's closing lines are short; a flood without line ends is none.
		this.#rest = (lines.pop() ?? '').slice(-4000);
		for (const line of lines) {
			this.#line(line);
		}
	}

	/** The count at the end of the output; undefined: no runner that is known said anything. */
	finish(): number | undefined {
		this.#line(this.#rest);
		this.#rest = '';
		for (const {name} of runners) {
			const count = this.#said.get(name);
			if (count !== undefined) {
				return name === 'node:test' ? Math.max(0, count - this.#skipped) : count;
			}
		}

		return this.#goTests > 0 ? this.#goTests : (this.#generic > 0 ? this.#generic : undefined);
	}

	#line(raw: string): void {
		if (raw.length > 4000) {
			return;
		}

		const line = raw.replaceAll(/\u{1B}\[[\d;]*m/gv, '').trim();
		for (const {name, read} of runners) {
			const count = read(line);
			if (count !== undefined) {
				// Several packages or files report one after another: each counts. Mocha's failing comes after its passing.
				this.#said.set(name, (this.#said.get(name) ?? 0) + count);
			}
		}

		this.#skipped += counted(/^(?:ℹ|#) (?:skipped|todo) (?<count>\d+)$/v)(line) ?? 0;
		// Go prints no sum: -v names each test, and otherwise a package that has tests says how long they took.
		this.#goTests += /^--- (?:PASS|FAIL): /v.test(line) || /^ok\s+\S+\s+(?:[\d.]+s|\(cached\))(?!.*\[no tests to run\])/v.test(line) ? 1 : 0;
		this.#generic += /^(?:\S+ )?\d+ (?:tests? )?passed\b/v.test(line) ? sum(line, ran) + (counted(/(?<!\d)(?<count>\d+) tests? passed/v)(line) ?? 0) : 0;
	}
}
