import test from 'ava';
import {ruleViews} from '../../../source/daemon/rules/rule-views.js';
import type {Run} from '../../../state/run.js';

const finding = (rule: string) => ({title: '', severity: 'major' as const, detail: '', confirmed: true, rule});
const run = (project: string, {cited = [], missed = [], broke = []}: {cited?: string[]; missed?: string[]; broke?: string[]}): Run => ({
	id: 'r', project, task: 't', generation: 1, state: 'merged', baseCommit: '', stages: [], verifiedBy: [], startedAt: 0, cost: 0, feedback: {findings: []}, answers: [], steps: {},
	rules: {cited, missed},
	attempts: [{
		number: 1, state: 'merged', branch: '', worktree: '', agent: '', commits: 1, gates: [],
		verdicts: [{role: '', provider: '', model: '', session: '', verdict: 'fail', summary: '', findings: broke.map(id => finding(id))}],
	}],
});

test('a rule is shown with what it did in the runs of its own project', t => {
	const rule = {id: 'a', title: 'a \u{1B}[2J', text: 'b', state: 'in force' as const, from: {by: 'lesson' as const, finding: '\u{9B}31m'}, since: '2026-11-20'};
	const [view] = ruleViews([rule], {project: 'p', runs: [
		run('p', {cited: ['a', 'b'], missed: ['a', 'a'], broke: ['a']}),
		run('p', {cited: ['b'], broke: ['b']}),
		run('other', {cited: ['a'], missed: ['a'], broke: ['a']}),
	]});
	t.deepEqual(view!.counts, {demanded: 1, caught: 2, broken: 1});
	t.notRegex(view!.title + view!.from.finding!, /[\u{0}-\u{1F}\u{7F}-\u{9F}]/v);
});
