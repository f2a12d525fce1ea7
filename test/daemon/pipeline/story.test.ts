import {readFile, writeFile} from 'node:fs/promises';
import path from 'node:path';
import test from 'ava';
import {startFactory, type TestFactory} from '../../support/factory.js';
import {plainPlan, scene, type Entry} from '../../support/rehearsed.js';

const ask = 'Write the *note*.\r\n\r\n# With a heading of its own\n\n1. and a number\n   `$& $1 {plan}`';

const turns: Entry[] = [
	// Asks a question with a recommendation.
	scene({task: 'asks', role: 'planner'},
		{call: {ask: {question: 'which note?', recommended: 'the long one', choices: ['the long one', 'the short one'], why: 'There are two.'}}},
		{call: {submit_plan: plainPlan()}}),
	// Goes wrong once; the first plan of the second generation forgets the rule.
	scene({task: 'wrong', role: 'builder', generation: 1}, {call: {shell: 'echo "read the whole file" > bad.txt && git add -A && git commit -q -m Bad'}}, {call: {finish: 'Done.'}}),
	{when: {task: 'wrong', role: 'adversary', generation: 1}, call: {submit_verdict: {verdict: 'fail', summary: 'It reads all of it.', findings: [
		{title: 'reads the whole file', severity: 'blocker', file: 'bad.txt', line: 1, quote: 'read the whole file', detail: 'It must not.'},
		{title: 'invented', severity: 'minor', file: 'bad.txt', line: 1, quote: 'these words stand nowhere', detail: 'Not there.'},
	]}}},
	{when: {task: 'wrong', role: 'distiller'}, call: {submit_lesson: {id: 'stream-input', title: 'stream the input', rule: 'Stream the input; never hold all of it.', templateLine: 'Streaming: the step that streams.'}}},
	{when: {task: 'wrong', role: 'planner', generation: 2, without: 'does not provide for'}, call: {submit_plan: plainPlan()}},
	{when: {task: 'refused', role: 'planner', contains: ['no-jokes', 'it must not joke']}, call: {submit_plan: plainPlan('stream-input', 'no-jokes')}},
	// The rules in force stand in the instructions of every role.
	{when: {role: 'planner', contains: 'stream-input'}, call: {submit_plan: plainPlan('stream-input')}},
	// Two attempts: the second makes the smaller change.
	scene({task: 'two', role: 'builder', attempt: 1}, {call: {shell: 'printf "a\\nb\\nc\\n" > long.txt && git add -A && git commit -q -m Long'}}, {call: {finish: 'Done.'}}),
	scene({task: 'two', role: 'builder', attempt: 2}, {call: {shell: 'echo a > short.txt && git add -A && git commit -q -m Short'}}, {call: {finish: 'Done.'}}),
	// Rejected once.
	{when: {task: 'refused', role: 'distiller'}, call: {submit_lesson: {id: 'no-jokes', title: 'no jokes', rule: 'Make no jokes.', templateLine: 'No jokes: checked where.'}}},
];

let factory: TestFactory;
test.before(async () => {
	factory = await startFactory({turns});
});
test.after.always(async () => {
	await factory.dispose();
});

test.serial('a task goes from add to merged with its question answered, its ask kept to the byte and the clean checkout brought along', async t => {
	await factory.project({name: 'shop'});
	await factory.add('shop', 'asks', {text: ask});
	const question = await factory.untilInbox('question', 'asks');
	t.is(question.recommended, 'the long one');
	t.true(question.title.startsWith('asks asks: which note?'));
	await factory.request('inbox.answer', {item: question.id, text: 'the short one'});
	const approval = await factory.untilInbox('approval', 'asks');
	const review = await factory.request('review.show', {task: 'asks'});
	t.false(review.singleProvider);
	t.false(approval.detail.includes('single provider'));
	t.deepEqual(review.verdicts.map(({role}) => role), ['reviewer', 'adversary']);
	t.is(new Set(review.verdicts.map(({provider}) => provider)).size, 2);
	t.deepEqual(review.gates.map(({state, commit}) => ({state, commit})), [{state: 'green', commit: review.commit}]);
	const quoted = review.plan.split('\n').filter(line => line.startsWith('> ')).map(line => line.slice(2)).join('\n');
	t.true(quoted.includes(ask.slice(0, 40)), quoted);
	t.true(review.plan.includes('**the short one**'));
	await factory.request('approve', {task: 'asks'});
	const task = await factory.untilTask('asks', 'merged');
	t.is(await factory.git('shop', 'rev-parse', 'main'), task.merged!);
	t.is(await factory.git('shop', 'status', '--porcelain'), '');
	t.regex(await factory.git('shop', 'ls-files'), /note-millwright-runs-asks-1-1\.md/v);
	const [run] = await factory.runs('asks');
	const {sessions} = await factory.request('task.show', {task: 'asks'});
	const builder = sessions.find(({role}) => role === 'builder')!;
	t.true(run!.attempts[0]!.verdicts.every(({session}) => session !== builder.id), 'no agent judges its own work');
	t.true(run!.attempts[0]!.verdicts.some(({provider}) => provider !== builder.provider), 'one verifier is of another provider');
	const trees = (await factory.git('shop', 'worktree', 'list', '--porcelain')).split('\n').filter(line => line.startsWith('worktree '));
	t.deepEqual(trees.filter(line => line.includes('/worktrees/') || line.includes('/checkouts/')), [], 'no worktree is left');
});

test.serial('a dirty checkout is left as it is, and the person is told', async t => {
	const file = path.join(factory.root, 'shop', 'sum.js');
	await writeFile(file, 'mine\n');
	await factory.add('shop', 'dirty');
	await factory.merge('dirty');
	t.is(await readFile(file, 'utf8'), 'mine\n');
	const notice = await factory.untilInbox('checkout', 'dirty');
	t.regex(notice.detail, /not committed/v);
	await factory.request('inbox.dismiss', {item: notice.id});
	t.false((await factory.request('inbox.list', {})).some(({kind}) => kind === 'checkout'));
	await factory.git('shop', 'reset', '-q', '--hard', 'main');
});

test.serial('a finding becomes a lesson, a rule and a line of the template; the plan that forgets it is sent back', async t => {
	await factory.add('shop', 'wrong');
	await factory.merge('wrong');
	const [first, second] = await factory.runs('wrong');
	t.deepEqual([first!.state, first!.lesson, second!.state], ['regenerated', 'stream-input', 'merged']);
	t.deepEqual(first!.attempts[0]!.verdicts.find(({verdict}) => verdict === 'fail')!.findings.map(({confirmed}) => confirmed), [true, false]);
	t.is(await factory.git('shop', 'ls-files', 'bad.txt'), '', 'nothing of the failed attempt is in the base');
	const rule = (await factory.request('rules.list', {project: 'shop'})).find(({id}) => id === 'stream-input')!;
	t.deepEqual([rule.state, rule.from.by, rule.counts], ['in force', 'lesson', {demanded: 1, caught: 1, broken: 0}]);
	const {text} = await factory.request('inputs.read', {project: 'shop', file: 'plan-template.md'});
	t.regex(text, /Streaming: the step that streams\./v);
	const changes = (await factory.request('inputs.log', {project: 'shop'})).filter(({cause}) => cause.startsWith('learn'));
	t.deepEqual(changes.map(({cause, files}) => ({cause, files: files.toSorted()})), [{cause: 'learn "stream the input" from wrong run 1: reads the whole file', files: ['plan-template.md', 'rules/stream-input.md']}]);
	t.regex(await factory.git('shop', 'for-each-ref', 'refs/millwright/trash'), /wrong/v, 'the discarded attempt is kept as a ref');
});

test.serial('two attempts: the better one is proposed, the other is discarded with a ref in the trash', async t => {
	await factory.add('shop', 'two', {attempts: 2});
	await factory.untilInbox('approval', 'two');
	t.is((await factory.request('review.show', {task: 'two'})).attempt, 2);
	await t.throwsAsync(factory.request('approve', {task: 'two', attempt: 3}), {message: /Attempt 3 of two does not exist/v});
	await factory.request('approve', {task: 'two', attempt: 1});
	await factory.untilTask('two', 'merged');
	const [run] = await factory.runs('two');
	t.deepEqual(run!.attempts.map(({state}) => state), ['merged', 'discarded'], 'the person’s choice wins');
	t.is(await factory.git('shop', 'ls-files', 'long.txt', 'short.txt'), 'long.txt');
	t.regex(await factory.git('shop', 'for-each-ref', 'refs/millwright/trash'), /two/v);
});

test.serial('a rejection with a reason becomes feedback and a lesson, and the work is made again', async t => {
	await factory.add('shop', 'refused');
	await factory.untilInbox('approval', 'refused');
	await factory.request('reject', {task: 'refused', reason: 'it must not joke'});
	await t.throwsAsync(factory.request('reject', {task: 'refused', reason: 'again'}), {message: /does not wait for an approval/v});
	await factory.until(floor => floor.inbox.find(({kind, run}) => kind === 'approval' && run === 'shop.refused.2'));
	await factory.request('approve', {task: 'refused'});
	await factory.untilTask('refused', 'merged');
	t.deepEqual((await factory.runs('refused')).map(({state, lesson}) => [state, lesson]), [['regenerated', 'no-jokes'], ['merged', undefined]]);
});
