import test, {type ExecutionContext} from 'ava';
import {MillwrightError} from '../../source/base/errors.js';
import {parseCommandLine} from '../../source/commands/parse.js';
import {registry} from '../../source/commands/registry.js';

const parse = (...argv: string[]) => parseCommandLine(argv, registry);

function refused(t: ExecutionContext, ...argv: string[]): string {
	const error = t.throws(() => parse(...argv), {instanceOf: MillwrightError});
	t.is(error.exitCode, 2);
	return `${error.message} ${error.hint}`;
}

test('no argument at all opens the floor', t => {
	t.like(parse(), {kind: 'command', record: {name: 'floor'}});
});

test('options, repeated options and arguments arrive', t => {
	t.like(parse('add', 'Do it', '--after', 'one', '--after=two', '--hold', '-t', 'Title'), {
		kind: 'command',
		record: {name: 'add'},
		options: {after: ['one', 'two'], hold: true, title: 'Title'},
		arguments: ['Do it'],
	});
});

test('a lone dash is stdin and no option', t => {
	t.like(parse('add', '-'), {arguments: ['-']});
});

test('help is found in every form', t => {
	t.like(parse('--help'), {kind: 'help'});
	t.like(parse('help', 'add'), {kind: 'help', record: {name: 'add'}});
	t.like(parse('add', '--help'), {kind: 'help', record: {name: 'add'}});
	t.like(parse('approve', '-h'), {kind: 'help', record: {name: 'approve'}});
	t.like(parse('--version'), {kind: 'version'});
});

test('an unknown command is one sentence with the nearest', t => {
	t.is(refused(t, 'aprove'), 'There is no command `aprove`. Did you mean `approve`? `millwright --help` lists them all.');
});

test('an unknown option is one sentence with the nearest', t => {
	t.is(refused(t, 'add', '--tilte', 'x'), '`millwright add` has no option `--tilte`. Did you mean `--title`? `millwright add --help` shows how it is used.');
});

test('an option is never taken for the value of another', t => {
	t.regex(refused(t, 'add', 'x', '--title', '--hold'), /`--title` needs a value.*`--title=--hold`/v);
	t.regex(refused(t, 'add', '--title'), /`--title` needs a value/v);
	t.regex(refused(t, 'ls', '--json=yes'), /`--json` takes no value/v);
});

test('a value that is one of few is checked', t => {
	t.is(refused(t, 'spend', '--by', 'modell'), '`--by` is one of task, session, project, model, day, and `modell` was given. Did you mean `model`?');
	t.regex(refused(t, 'completion', 'tcsh'), /knows bash, zsh, fish/v);
});

test('missing and superfluous arguments are said', t => {
	t.regex(refused(t, 'reject', 'csv-import'), /`millwright reject` needs <reason>/v);
	t.regex(refused(t, 'hold', 'csv-import', 'cli-help'), /takes one argument, and `cli-help` came after/v);
});

test('an option before the command is said, with the command first', t => {
	t.is(refused(t, '--json', 'ls'), '`--json` stands before the command. Write the command first: `millwright ls --json …`.');
	t.like(parse('--layout', 'focus'), {kind: 'command', record: {name: 'floor'}});
});
