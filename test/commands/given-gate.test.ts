import test from 'ava';
import {MillwrightError} from '../../source/base/errors.js';
import {givenGates} from '../../source/commands/given-gate.js';
import type {GateSpec} from '../../source/protocol/project.js';

const found: GateSpec[] = [{name: 'test', command: ['npm', 'run', '--silent', 'test'], timeout: 900, proof: 'tests', source: 'package.json scripts.test', setup: [['npm', 'ci']]}];

test('a gate may be given with a name of its own, and one that was found keeps what is known of it', t => {
	t.like(givenGates(['unit=npm run test -- --ci=yes', 'npm run --silent test', './check a=b'], found), [
		{name: 'unit', command: ['npm', 'run', 'test', '--', '--ci=yes'], proof: 'tests', setup: [['npm', 'ci']]},
		found[0]!,
		{name: '3 ./check a=b', command: ['./check', 'a=b'], proof: 'exit'},
	]);
	t.like(givenGates(['all=npm run --silent test'], found), [{...found[0]!, name: 'all'}]);
});

test('a variable before a gate\'s command, an empty command and a name given twice are refused', t => {
	const usage = (lines: string[], message: RegExp) => t.throws(() => givenGates(lines, found), {instanceOf: MillwrightError, message});
	const {hint} = usage(['CI=1 npm test'], /without a shell.*`CI=`/v);
	t.is(hint, 'Write `env CI=1 npm test`.');
	usage(['unit=CI=1 npm test'], /without a shell/v);
	usage(['unit='], /empty/v);
	usage(['a=npm test', 'a=npm run lint'], /called `a`/v);
});
