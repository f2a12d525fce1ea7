import test from 'ava';
import fc from 'fast-check';
import {idFrom, parseIntentFile, parseIntentText, printIntent} from '../../../source/daemon/inputs/intent.js';
import {addRuleLine, removeRuleLine, ruleLines} from '../../../source/daemon/inputs/plan-template.js';
import {parseRuleFile, printRule} from '../../../source/daemon/inputs/rule.js';
import type {Intent} from '../../../source/protocol/task.js';

test('plain words are an outcome, and their first line the title', t => {
	t.deepEqual(parseIntentText('# Import CSV files!\n\nWith any delimiter.\n'), {
		task: 'import-csv-files',
		title: 'Import CSV files!',
		outcome: '# Import CSV files!\n\nWith any delimiter.',
		ask: '# Import CSV files!\n\nWith any delimiter.',
		constraints: [], interfaces: [], acceptance: [], fixtures: [],
	});
	t.is(parseIntentText('x', {id: 'csv'}).task, 'csv');
	t.throws(() => parseIntentText('x', {id: '../csv'}), {code: 'bad-task-id'});
	t.is(idFrom('Ünïcode — and a very long title that goes on and on'), 'unicode-and-a-very-long-title-that-goes');
	t.is(idFrom('日本'), 'task');
});

test('an intent without an outcome is refused', t => {
	for (const text of ['', ' \n ', '---\ntitle: x\n---\n', '---\ntitle: x\noutcome: ""\n---\n\n']) {
		t.throws(() => parseIntentText(text, {file: 'ask.md'}), {code: 'no-outcome', message: /^ask\.md says no outcome/v});
	}
});

test('a malformed intent is refused with file, line, key, expected and got', t => {
	const refuse = (text: string) => t.throws(() => parseIntentFile(text, {file: 'intents/x.md'}), {code: 'malformed-file'}).message;
	t.is(refuse('---\ntitle: x\nconstraint:\n  - y\n---\nDone.\n'), 'intents/x.md:3, constraint: expected one of task, title, outcome, constraints, interfaces, acceptance, fixtures, ask; got a key that is not known.');
	t.regex(refuse('---\ntitle: x\n\nconstraints: 5\n---\nDone.\n'), /^intents\/x\.md:4, constraints: expected .*array.*; got 5\.$/v);
	t.regex(refuse('---\ntitle: x\nfixtures: [a\n---\nDone.\n'), /^intents\/x\.md:\d: expected YAML; got .+$/v);
	t.regex(refuse('---\ntitle: x\n'), /^intents\/x\.md:1: expected a record between two --- lines/v);
	t.regex(refuse('---\n- a\n---\nDone.\n'), /^intents\/x\.md:2: expected keys and values; got \["a"\]\.$/v);
});

test('printing and parsing an intent are inverses', t => {
	const words = fc.string({minLength: 1, maxLength: 60}).map(text => text.replaceAll(/[\u{0}-\u{8}\u{B}-\u{1F}\u{7F}-\u{9F}\u{D800}-\u{DFFF}\u{FEFF}\u{FFFE}\u{FFFF}]/gv, '').trim()).filter(text => text !== '');
	const lists = fc.array(words, {maxLength: 3});
	const intents: fc.Arbitrary<Intent> = fc.record({task: fc.constantFrom('csv', 'a-1'), title: words, outcome: words, constraints: lists, interfaces: lists, acceptance: lists, fixtures: lists, ask: words});
	fc.assert(fc.property(intents, intent => {
		t.deepEqual(parseIntentFile(printIntent(intent), {file: 'x.md'}), intent);
	}), {numRuns: 200});
});

test('printing and parsing a rule are inverses', t => {
	const rule = {id: 'stream-csv', title: 'stream CSV input', text: 'Never read a whole file.\n\n---\n\nReally: stream it.', state: 'in force' as const, from: {by: 'lesson' as const, task: 'csv', run: '1'}, since: '2026-11-20'};
	t.deepEqual(parseRuleFile(printRule(rule), {file: 'rules/stream-csv.md'}), rule);
	t.throws(() => parseRuleFile('---\nid: x\ntitle: x\nfrom: {by: nobody}\nsince: 2026-11-20\n---\nText.\n', {file: 'rules/x.md'}), {message: /^rules\/x\.md:4, from\.by: expected .*; got "nobody"\.$/v});
});

test('the plan template gains and loses a line a rule', t => {
	const template = '# Plan\n\n## Rules in force\n\nCite each one.\n\n## Steps\n\n1.\n';
	const one = addRuleLine(template, {id: 'stream', text: 'Stream\nthe input.'});
	t.is(one, '# Plan\n\n## Rules in force\n\nCite each one.\n\n- [rule: stream] Stream the input.\n\n## Steps\n\n1.\n');
	const two = addRuleLine(one, {id: 'errors', text: 'Say the line.'});
	t.deepEqual(ruleLines(two), [{id: 'stream', text: 'Stream the input.'}, {id: 'errors', text: 'Say the line.'}]);
	t.is(addRuleLine(two, {id: 'stream', text: 'Stream it.'}), two.replace('Stream the input.', 'Stream it.'));
	t.is(removeRuleLine(two, 'errors'), one);
	t.is(addRuleLine('# Plan\n', {id: 'a', text: 'A.'}), '# Plan\n\n## Rules in force\n\n- [rule: a] A.\n');
	t.is(addRuleLine('', {id: 'a', text: 'A.'}), '## Rules in force\n\n- [rule: a] A.\n');
});
