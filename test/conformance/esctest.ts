import {once} from 'node:events';
import {readFile} from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import {within} from '../../source/base/guard.js';
import {drive} from '../holder/drive.js';
import type {Lifetime} from '../support/lifetime.js';
import {expectedFailures} from './expected-failures.js';

export type EsctestOptions = {
	/** Where esctest.py is. */
	folder: string;
	/** `own` or `xterm`. */
	engine: string;
	/** A regular expression of the names of tests. */
	include: string;
	/** Where the suite's own log is to be kept; it goes with the session when there is none. */
	log: string | undefined;
	say(line: string): void;
};

type Outcome = 'passed' | 'known bug' | 'failed';

/** Milliseconds. It takes about a minute. */
const patience = 600_000;

/** Runs the suite in a session of a real holder, prints the score, and returns how many tests did otherwise than expected. */
export async function checkEsctest(life: Lifetime, options: EsctestOptions): Promise<number> {
	const outcomes = await runEsctest(life, options);
	const score = (wanted: Outcome) => outcomes.values().filter(outcome => outcome === wanted).toArray().length;
	options.say(`esctest, engine ${options.engine}: ${score('passed')} passed, ${score('known bug')} known bugs, ${score('failed')} failed.`);
	if (options.engine !== 'own') {
		return outcomes.size === 0 ? 1 : 0;
	}

	const complaints = compare(outcomes, new RegExp(options.include, 'v'));
	for (const complaint of complaints) {
		options.say(complaint);
	}

	return complaints.length;
}

/**
How each test ended, by its name. The suite is started anew for each class of tests: a report that a test did not read would be taken
for the answer to the next question, of which all that follows would fail.
*/
async function runEsctest(life: Lifetime, {folder, engine, include, log = 'esctest.log'}: EsctestOptions): Promise<Map<string, Outcome>> {
	const program = path.resolve(folder, 'esctest.py');
	const classes = (await readFile(path.resolve(folder, 'tests', '__init__.py'), 'latin1')).match(/(?<=^from tests\.\w+ import )\w+/gmv) ?? [];
	// Read by the holder, not by what runs in it.
	process.env['MILLWRIGHT_TEST_CHECKSUM'] = '1';
	process.env['MILLWRIGHT_ENGINE'] = engine;
	const options = '--expected-terminal xterm --max-vt-level 4 --xterm-checksum 334 --xterm-reverse-wrap 383 --timeout 0.5 --no-print-logs';
	const loop = `for name in ${classes.join(' ')}; do python3 -B "$0" ${options} --logfile part.log --include "^(?=$name\\.)(?:.*(?:$1))"; cat part.log >> "$2"; done`;
	const session = await drive(life, ['sh', '-c', loop, program, include, log], {size: {cols: 80, rows: 25}});
	await within(patience, once(session.process, 'exit'), () => new Error('The suite did not end.'));
	return readLog(await readFile(path.resolve(session.folder, log), 'latin1'));
}

function readLog(text: string): Map<string, Outcome> {
	const outcomes = new Map<string, Outcome>();
	for (const part of text.split('Run test: ').slice(1)) {
		const name = part.split('\n', 1)[0]!;
		outcomes.set(name, /^Passed\.$/mv.test(part) ? 'passed' : (part.includes(`*** TEST ${name} FAILED`) ? 'failed' : 'known bug'));
	}

	return outcomes;
}

/** In words, what is otherwise than expected: in both directions. */
function compare(outcomes: Map<string, Outcome>, asked: RegExp): string[] {
	const expected = new Map(expectedFailures.flatMap(({reason, tests}) => tests.map(name => [name, reason] as const)));
	return [
		...outcomes.entries().filter(([name, outcome]) => outcome === 'failed' && !expected.has(name)).map(([name]) => `${name} fails, and is not expected to.`),
		...expected.entries().filter(([name]) => asked.test(name) && outcomes.get(name) !== 'failed').map(([name, reason]) => `${name} is expected to fail (${reason}), and ${outcomes.has(name) ? 'does not' : 'was not run'}.`),
	];
}
