import test from 'ava';
import * as fc from 'fast-check';
import {chooseAttempt} from '../../../source/daemon/pipeline/choose-attempt.js';
import {confirmFindings, type ConfirmedFinding} from '../../../source/daemon/pipeline/confirm-findings.js';
import {defaultInputs} from '../../../source/daemon/pipeline/default-inputs.js';
import {parsePipeline} from '../../../source/daemon/pipeline/read-inputs.js';
import {Steps} from '../../../source/daemon/pipeline/steps.js';
import {isRuleAtOnce} from '../../../source/daemon/pipeline/write-lesson.js';
import type {Collection} from '../../../source/daemon/store/types.js';
import {Emitter} from '../../../source/base/emitter.js';
import type {Finding} from '../../../source/protocol/exchange.js';
import type {AttemptView} from '../../../source/protocol/run.js';
import type {Run} from '../../../state/run.js';

const text = 'first\n\nconst all = await\treadFile(path);\nuse(all);\nlast\nlast\n';
const confirm = async (finding: Partial<Finding>) => {
	const [confirmed] = await confirmFindings([{title: 't', severity: 'major', detail: 'd', ...finding}], async file => file === 'a.js' ? text : undefined);
	return confirmed!.confirmed ? confirmed!.line : 'no';
};

test('a finding counts when its words stand at that file and close to that line', async t => {
	t.is(await confirm({file: 'a.js', line: 3, quote: 'const all = await readFile(path);'}), 3);
	t.is(await confirm({file: 'a.js', line: 1, quote: 'readFile(path)'}), 3, 'the line is corrected');
	t.is(await confirm({file: 'a.js', quote: 'readFile(path);\n\nuse(all);'}), 3, 'blank lines do not matter');
	t.is(await confirm({file: 'a.js', line: 6, quote: 'last'}), 6, 'the nearest place');
	t.is(await confirm({file: 'a.js', line: 40, quote: 'first'}), 'no', 'too far away');
	t.is(await confirm({file: 'a.js', line: 3, quote: 'readFileSync'}), 'no');
	t.is(await confirm({file: 'b.js', line: 3, quote: 'first'}), 'no', 'there is no such file');
	t.is(await confirm({file: 'a.js', line: 3, quote: ' '}), 'no');
	t.is(await confirm({line: 3, quote: 'first'}), 'no');
});

const attempt = (number: number, state: AttemptView['state'], {findings = 0, lines = 1}: {findings?: number; lines?: number} = {}): AttemptView => ({
	number, state, branch: '', worktree: '', agent: 'builtin', commits: 1, gates: [],
	lines: {added: lines, removed: 0, files: 1},
	verdicts: [{role: 'r', provider: 'p', model: 'm', session: 's', verdict: 'pass', summary: '', findings: Array.from({length: findings}, () => ({title: '', severity: 'minor' as const, detail: '', confirmed: true}))}],
});

test('the best attempt is the one with the fewest findings, then the smallest, then the first; none that failed', t => {
	t.is(chooseAttempt([attempt(1, 'failed'), attempt(2, 'passed', {findings: 2}), attempt(3, 'passed', {findings: 1, lines: 99})])?.number, 3);
	t.is(chooseAttempt([attempt(1, 'passed', {lines: 9}), attempt(2, 'passed', {lines: 3}), attempt(3, 'passed', {lines: 3})])?.number, 2);
	t.is(chooseAttempt([attempt(1, 'failed'), attempt(2, 'discarded')]), undefined);
	fc.assert(fc.property(fc.shuffledSubarray([1, 2, 3, 4, 5], {minLength: 1}), numbers => {
		t.is(chooseAttempt(numbers.map(number => attempt(number, 'passed')))?.number, Math.min(...numbers), 'in whatever order they are given');
	}));
});

const shipped = defaultInputs()['pipeline.yaml']!;
const fault = (change: (text: string) => string) => {
	try {
		parsePipeline(change(shipped));
		return 'none';
	} catch (error) {
		return (error as Error).message;
	}
};

test('the shipped pipeline is valid; a fault is told with file, line, key, what was expected and what was given', t => {
	t.is(fault(whole => whole), 'none');
	t.regex(fault(whole => whole.replace('tries: 3', 'tries: many')), /^pipeline\.yaml, line 10: stages\.0\.tries: .*"many" was given\.$/v);
	t.regex(fault(whole => whole.replace('version: 1', 'version: 9')), /^pipeline\.yaml, line 2: version: /v);
	t.regex(fault(whole => `${whole}\n\t: [`), /^pipeline\.yaml, line \d+: /v);
	t.regex(fault(whole => whole.replace('  - stage: gate\n', '  - stage: sweep\n')), /The stage sweep cannot be driven yet/v);
	t.regex(fault(whole => whole.replace('  - stage: gate\n', '  - stage: merge\n')), /stands twice/v);
	t.regex(fault(whole => whole.replace('  - stage: gate\n  - stage: approve\n', '  - stage: approve\n  - stage: gate\n')), /in another order/v);
	t.regex(fault(whole => whole.replace('roles: [reviewer, adversary]', 'roles: [reviewer, nobody]')), /The role nobody is named by a stage/v);
	t.regex(fault(whole => whole.replace('roles: [reviewer, adversary]', 'roles: []')), /The stage verify names no roles, so nobody would judge/v);
	t.regex(fault(whole => whole.replace('roles: [reviewer, adversary]', 'roles: [reviewer, builder]')), /The role builder of the stage verify is a builder, and a verifier is wanted there/v);
	t.regex(fault(whole => whole.replace('    role: planner\n', '').replace('  planner:\n', '  thinker:\n')), /The role planner is named by a stage and not described/v);
	t.regex(fault(whole => whole.replace(/ {2}- stage: build\n {4}role: builder\n {4}attempts: 1\n/v, '')), /There is no build stage/v);
});

/** A collection of one run in memory: the steps ask for no more of it. */
function runs(): Collection<Run> {
	let run: Run = {
		id: 'r', project: 'p', task: 't', generation: 1, state: 'running', baseCommit: '', stages: [], attempts: [], verifiedBy: [], startedAt: 1, cost: 0,
		feedback: {findings: []}, answers: [], rules: {cited: [], missed: []}, steps: {},
	};
	return {
		get: () => run,
		all: () => [run],
		async put() {
			throw new Error('not asked for');
		},
		async update(_key, change) {
			const draft = structuredClone(run);
			run = change(draft) ?? draft;
			return run;
		},
		async remove() {
			throw new Error('not asked for');
		},
		changed: new Emitter<string>(),
	};
}

test('a lesson is a rule at once when a person, a gate or a quotation that stands there vouches for it, and else a proposal', t => {
	const finding: Finding = {title: 'reads all of it', severity: 'blocker', detail: ''};
	const [right, wrong]: [ConfirmedFinding, ConfirmedFinding] = [{...finding, confirmed: true}, {...finding, confirmed: false}];
	t.true(isRuleAtOnce({lessons: 'auto'}, {findings: [wrong, right]}));
	t.true(isRuleAtOnce({lessons: 'auto'}, {findings: [finding]}), 'a red gate has no quotation');
	t.true(isRuleAtOnce({lessons: 'auto'}, {findings: [], person: 'Keep the order.'}));
	t.false(isRuleAtOnce({lessons: 'auto'}, {findings: [wrong]}));
	t.false(isRuleAtOnce({lessons: 'ask'}, {findings: [], person: 'Keep the order.'}));
});

test('a step that was done is not done again; one that failed is, and forgetting a step forgets what belongs to it', async t => {
	const steps = new Steps(runs(), 'r');
	let count = 0;
	const add = () => ++count;
	t.is(await steps.once('a', add), 1);
	t.is(await steps.once('a', add), 1);
	await t.throwsAsync(async () => steps.once('b', () => {
		throw new Error('on the way');
	}));
	t.is(steps.done('b'), undefined);
	await steps.once('a:x', add);
	await steps.once('ab', add);
	await steps.forget('a');
	t.deepEqual([steps.done('a'), steps.done('a:x'), steps.done('ab')], [undefined, undefined, 3]);
});
