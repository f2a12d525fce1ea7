import test from 'ava';
import {narrateRun} from '../../../source/commands/follow/narrate.js';
import type {AttemptView, RunView, StageView} from '../../../source/protocol/run.js';

const begun: RunView = {id: 'r-1', project: 'p', task: 'csv-import', generation: 1, state: 'running', baseCommit: 'a'.repeat(40), stages: [], attempts: [], verifiedBy: [], startedAt: 0, cost: 0};
const stage = (part: Partial<StageView>): StageView => ({stage: 'plan', state: 'running', cost: 0, sessions: [], input: 'the ask', output: '', startedAt: 1, ...part});
const attempt = (part: Partial<AttemptView>): AttemptView => ({number: 1, state: 'verifying', branch: 'b', worktree: 'w', agent: 'builtin', commits: 3, verdicts: [], gates: [], ...part});
const lines = (before: RunView | undefined, after: RunView): string[] => narrateRun(before, after).map(line => `${line.stage}: ${line.text}`);

test('a run that did not change says nothing', t => {
	const run = {...begun, stages: [stage({})], attempts: [attempt({})]};
	t.deepEqual(lines(run, run), []);
});

test('a stage is told when it begins and when it ends, once each', t => {
	const running = {...begun, stages: [stage({})]};
	t.deepEqual(lines(undefined, running), ['run: begins from aaaaaaaaaa', 'plan: ● the ask']);
	t.deepEqual(lines(running, {...begun, stages: [stage({state: 'passed', output: '4 steps', endedAt: 41_001, cost: 0.02})]}), ['plan: ✓ 4 steps  41s  $0.02']);
});

test('a verdict is told with each finding, its place and its quotation', t => {
	const before = {...begun, attempts: [attempt({})]};
	const finding = {title: 'Reads the whole file', severity: 'blocker' as const, file: 'source/csv.js', line: 12, quote: 'readFileSync(file)', detail: '', confirmed: true};
	const after = {...begun, attempts: [attempt({verdicts: [{role: 'adversary', provider: 'openai', model: 'm', session: 's', verdict: 'fail', summary: 'It will not fit', findings: [finding]}]})]};
	t.deepEqual(lines(before, after), ['verify: ✗ adversary (openai): It will not fit', 'verify:   source/csv.js:12  Reads the whole file', 'verify:   | readFileSync(file)']);
});

test('a lesson, a discarded attempt and the next generation are told', t => {
	const before = {...begun, attempts: [attempt({})]};
	const after: RunView = {...begun, state: 'regenerated', lesson: 'stream-csv-input', attempts: [attempt({state: 'discarded', reason: 'a finding'})]};
	t.deepEqual(lines(before, after), ['build: attempt 1 is discarded: a finding', 'rule: becomes the rule stream-csv-input', 'run: the code is thrown away; it is planned and built again']);
	t.deepEqual(lines(undefined, {...begun, id: 'r-2', generation: 2}), ['run: generation 2 begins from aaaaaaaaaa: planned and built again']);
});

test('what a model says cannot move the cursor', t => {
	const before = {...begun, attempts: [attempt({})]};
	const after = {...begun, attempts: [attempt({verdicts: [{role: 'reviewer', provider: 'x', model: 'm', session: 's', verdict: 'pass', summary: 'fine\u{1B}[2J\u{7}', findings: []}]})]};
	t.deepEqual(lines(before, after), ['verify: ✓ reviewer (x): fine[2J']);
});
