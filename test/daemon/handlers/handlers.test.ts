import {rm, writeFile} from 'node:fs/promises';
import path from 'node:path';
import test from 'ava';
import {startFactory, type TestFactory} from '../../support/factory.js';

let factory: TestFactory;
test.before(async () => {
	factory = await startFactory();
});
test.after.always(async () => {
	await factory.dispose();
});

test.serial('what is unknown, taken or not possible is refused in a sentence with the cure, and changes nothing', async t => {
	await t.throwsAsync(factory.request('project.init', {path: factory.root}), {message: /git/v});
	await t.throwsAsync(factory.request('project.init', {path: path.join(factory.root, 'nowhere')}), {message: /There is no folder/v});
	await factory.quickProject({name: 'shop'});
	await t.throwsAsync(factory.request('project.init', {path: path.join(factory.root, 'shop')}), {message: /is the project shop already/v});
	await t.throwsAsync(factory.request('project.pause', {project: 'shpo'}), {message: 'There is no project "shpo".'});
	await factory.add('shop', 'held', {hold: true});
	await t.throwsAsync(factory.add('shop', 'held'), {message: 'The project shop has a task "held" already.'});
	await t.throwsAsync(factory.request('task.show', {task: 'hold'}), {message: 'There is no task "hold".'});
	await t.throwsAsync(factory.request('task.add', {project: 'shop', text: '---\ntitle: x\n---\n'}), {message: /no outcome/v});
	await t.throwsAsync(factory.request('approve', {task: 'held'}), {message: /does not wait for an approval: it is queued/v});
	await t.throwsAsync(factory.request('review.show', {task: 'held'}), {message: /nothing to review yet/v});
	await t.throwsAsync(factory.request('inbox.answer', {item: 'x', text: 'y'}), {message: /Nothing in the inbox is called "x"/v});
	await t.throwsAsync(factory.request('session.end', {session: 's-none'}), {message: 'There is no session "s-none".'});
	await t.throwsAsync(factory.request('run.show', {run: 'x'}), {message: 'There is no run "x".'});
	await t.throwsAsync(factory.request('rules.retire', {project: 'shop', rule: 'x'}), {message: 'The project shop has no rule "x".'});
	await t.throwsAsync(factory.request('inputs.write', {project: 'shop', file: 'pipeline.yaml', text: 'version: 2', cause: 'x'}), {message: /pipeline\.yaml, line 1: version/v});
	t.deepEqual((await factory.request('task.list', {})).map(({hasChange}) => hasChange), [false]);
});

test.serial('a rule that a person adds is in force at once, and out of it when it is retired', async t => {
	const rule = await factory.request('rules.add', {project: 'shop', title: 'Keep it short', text: 'Short files.'});
	const template = async () => (await factory.request('inputs.read', {project: 'shop', file: 'plan-template.md'})).text;
	t.deepEqual([rule.id, rule.state], ['keep-it-short', 'in force']);
	t.regex(await template(), /keep-it-short/v);
	t.is((await factory.request('rules.retire', {project: 'shop', rule: rule.id, reason: 'too strict'})).state, 'retired');
	t.notRegex(await template(), /keep-it-short/v);
	t.is((await factory.request('rules.restore', {project: 'shop', rule: rule.id})).state, 'in force');
	const causes = (await factory.request('inputs.log', {project: 'shop', limit: 3})).map(({cause}) => cause);
	t.deepEqual(causes, ['restore the rule keep-it-short', 'retire the rule keep-it-short: too strict', 'add the rule "Keep it short"']);
});

test.serial('a project that was forgotten takes its tasks with it, also past the next start of the daemon', async t => {
	await factory.request('project.forget', {project: 'shop'});
	const again = await factory.request('project.init', {path: path.join(factory.root, 'shop'), name: 'shop', gates: []});
	t.is(again.id, 'shop');
	await factory.killAndConnect();
	t.deepEqual(await factory.request('task.list', {}), []);
});

test.serial('the gate’s log can be read while the run is shown, and only files of the state folder are', async t => {
	await factory.request('project.set', {project: 'shop', gates: [{name: 'say', command: ['echo', 'hello from the gate']}]});
	await factory.request('inputs.write', {project: 'shop', file: 'pipeline.yaml', text: 'version: 1\nstages: [{stage: build, role: builder}, {stage: gate}]\nroles: {builder: {kind: builder}}\n', cause: 'no merge'});
	await factory.add('shop', 'logged');
	const task = await factory.untilTask('logged', 'merged');
	t.is(task.reason, 'the pipeline has no merge stage: its branch is kept');
	t.true(task.hasChange);
	t.regex(await factory.git('shop', 'branch', '--list', 'millwright/runs/*'), /millwright\/runs\/logged\/1-1/v);
	const log = await factory.request('stage.log', {run: 'shop.logged.1', stage: 'gate', attempt: 1});
	t.regex(log.text, /hello from the gate/v);
	t.true((await factory.request('stage.log', {run: 'shop.logged.1', stage: 'gate', attempt: 1, offset: log.next})).ended);
});

test.serial('all gates of a stage are in its log, one after the other, and whoever waits for more of it is answered', async t => {
	await factory.request('project.set', {project: 'shop', gates: [{name: 'one', command: ['echo', 'the first gate']}, {name: 'two', command: ['echo', 'the second gate']}]});
	await factory.add('shop', 'twice');
	await factory.untilTask('twice', 'merged');
	const of = {run: 'shop.twice.1', stage: 'gate', attempt: 1};
	const log = await factory.request('stage.log', of);
	t.regex(log.text, /the first gate[\s\S]*the second gate/v);
	const end = await factory.request('stage.log', {...of, offset: log.next, wait: true});
	t.deepEqual([end.text, end.ended], ['', true]);
});

test.serial('what the person decided is news', async t => {
	await factory.quickProject({name: 'told', approve: true});
	await factory.add('told', 'wanted');
	await factory.untilInbox('approval', 'wanted');
	await factory.request('approve', {task: 'wanted'});
	await factory.untilTask('wanted', 'merged');
	const {news} = await factory.request('floor', {});
	t.true(news.some(({text, task}) => text === 'you approved wanted' && task === 'wanted'));
});

test.serial('a base branch that is gone is told with the way to make it again, and its task goes on when it is back', async t => {
	await factory.quickProject({name: 'gone'});
	const commit = (await factory.git('gone', 'rev-parse', 'main')).trim();
	await factory.git('gone', 'checkout', '--quiet', '--detach');
	await factory.git('gone', 'branch', '-D', 'main');
	await factory.add('gone', 'based');
	const {reason} = await factory.untilTask('based', 'failed');
	t.regex(reason ?? '', /^The branch main of gone, which work is merged into, is gone\. Make it again with `git branch main .+` in its repository, and retry\.$/v);
	await factory.git('gone', 'branch', 'main', commit);
	await factory.request('task.retry', {task: 'based'});
	t.is((await factory.untilTask('based', 'merged')).state, 'merged');
});

test.serial('an approval is of the very commit that was looked at, and of no other that took its place', async t => {
	await factory.quickProject({name: 'seen', approve: true});
	await factory.add('seen', 'looked');
	await factory.untilInbox('approval', 'looked');
	const {commit} = await factory.request('review.show', {task: 'looked'});
	await t.throwsAsync(factory.request('approve', {task: 'looked', commit: '0'.repeat(40)}), {message: /is .* now, and 0000000000 was looked at/v});
	await t.throwsAsync(factory.request('reject', {task: 'looked', reason: 'x', commit: '0'.repeat(40)}), {message: /was looked at/v});
	await factory.request('approve', {task: 'looked', commit});
	await factory.untilTask('looked', 'merged');
});

test.serial('a task whose intent cannot be committed stays accepted, says why, and begins when that is mended', async t => {
	await factory.quickProject({name: 'locked'});
	// As a git that was killed leaves it.
	const lock = path.join(factory.root, 'locked', '.git', 'refs', 'heads', 'millwright', 'inputs.lock');
	await writeFile(lock, '');
	const {state, reason} = await factory.add('locked', 'kept');
	t.is(state, 'failed');
	t.regex(reason!, /its intent could not be written to the inputs branch: .*inputs/v);
	await t.throwsAsync(factory.request('task.retry', {task: 'kept'}), {message: /^The task kept cannot begin: its intent could not be written/v});
	await rm(lock);
	await factory.request('task.retry', {task: 'kept'});
	await factory.untilTask('kept', 'merged');
});
