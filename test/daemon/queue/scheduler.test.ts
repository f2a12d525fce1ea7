import {mkdtemp, rm} from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import test from 'ava';
import {readStat} from '../../../source/base/process/identity.js';
import {awaitGone} from '../../../source/demo/processes.js';
import {makeDoor} from '../../support/door.js';
import {startFactory, type TestFactory} from '../../support/factory.js';
import {processGone} from '../../support/process-gone.js';
import {commitNote, scene} from '../../support/rehearsed.js';

let folder: string;
let factory: TestFactory;
let doors: Record<string, ReturnType<typeof makeDoor>>;
test.before(async () => {
	folder = await mkdtemp(path.join(os.tmpdir(), 'mw-q-'));
	doors = Object.fromEntries(['cancelled', 'paused', 'first', 'kept', 'resting', 'stopped', 'silent'].map(name => [name, makeDoor(folder, name)]));
	factory = await startFactory({config: 'slots: {overall: 2, project: 1}\n', turns: [
		scene({task: 'cancelled', role: 'builder'}, {call: {shell: commitNote}}, {call: {shell: `sleep 4321 & ${doors['cancelled']!.command}`}}),
		...['paused', 'first', 'kept', 'resting', 'stopped', 'silent'].map(task => scene({task, role: 'builder'}, {call: {shell: doors[task]!.command}}, {call: {shell: commitNote}}, {call: {finish: 'Done.'}})),
		scene({task: 'fails', role: 'builder', generation: 1}, {call: {shell: 'true'}}, {call: {finish: 'Nothing to do.'}}),
	]});
	await factory.quickProject({name: 'shop'});
	await factory.quickProject({name: 'blog'});
});
test.after.always(async () => {
	await factory.dispose();
	for (const door of Object.values(doors)) {
		door.close();
	}

	await rm(folder, {recursive: true});
});

test.serial('calling a task off ends the whole process tree, keeps its work in the trash and leaves nothing behind', async t => {
	await factory.add('shop', 'cancelled');
	await doors['cancelled']!.reached();
	t.true((await factory.processes()).some(({command}) => command.includes('sleep 4321')));
	t.is((await factory.request('task.cancel', {task: 'cancelled'})).state, 'cancelled');
	t.deepEqual((await awaitGone(factory.root, 5000)).filter(({command}) => !/\/(?:daemon|herald)\.js/v.test(command)), []);
	t.regex(await factory.git('shop', 'for-each-ref', 'refs/millwright/trash'), /cancelled/v);
	t.is(await factory.git('shop', 'branch', '--list', 'millwright/runs/*'), '');
	t.false((await factory.git('shop', 'worktree', 'list')).includes('cancelled'));
	t.deepEqual((await factory.runs('cancelled')).map(({state}) => state), ['cancelled']);
	await t.throwsAsync(factory.request('task.pause', {task: 'cancelled'}), {message: /is cancelled, so there is nothing to pause/v});
});

test.serial('a pause stops the processes where they are, and resuming lets them go on to the end', async t => {
	await factory.add('shop', 'paused');
	await doors['paused']!.reached();
	await factory.request('task.pause', {task: 'paused'});
	await factory.untilTask('paused', 'paused');
	const session = await factory.until(floor => floor.sessions.find(known => known.task === 'paused' && known.state === 'paused'));
	const {pid} = (await factory.processes()).find(({command}) => command.includes('agent.js') && command.includes(session.id))!;
	t.is(readStat(pid)!.state, 'T');
	doors['paused']!.open();
	await factory.request('task.resume', {task: 'paused'});
	t.truthy((await factory.untilTask('paused', 'merged')).merged);
});

test.serial('what depends on a task waits for it by name; a circle is refused by name', async t => {
	await factory.add('shop', 'first', {hold: true});
	const later = await factory.add('shop', 'later', {dependsOn: ['first']});
	t.deepEqual(later.waitsFor, ['first']);
	t.is((await factory.untilTask('later', 'waiting')).reason, 'waits for first');
	await t.throwsAsync(factory.request('task.edit', {task: 'first', dependsOn: ['later']}), {message: 'These tasks would wait for each other in a circle: first → later → first.'});
	await t.throwsAsync(factory.add('shop', 'x', {dependsOn: ['nobody']}), {message: /There is no task "nobody" in shop/v});
	await factory.request('task.release', {task: 'first'});
	await doors['first']!.reached();
	await t.throwsAsync(factory.request('task.hold', {task: 'first'}), {message: /is under way \(running\) and can no longer be held/v});
	t.is((await factory.request('task.list', {})).find(({id}) => id === 'later')!.state, 'waiting');
	doors['first']!.open();
	const merged = await factory.untilTask('later', 'merged');
	const first = (await factory.request('task.list', {})).find(({id}) => id === 'first')!;
	await t.notThrowsAsync(factory.git('shop', 'merge-base', '--is-ancestor', first.merged!, merged.merged!));
});

test.serial('what waits for a task that was called off is said, and goes on when it is told to wait for nothing', async t => {
	await factory.add('shop', 'dropped', {hold: true});
	await factory.add('shop', 'orphan', {dependsOn: ['dropped']});
	await factory.request('task.cancel', {task: 'dropped'});
	const item = await factory.untilInbox('failure', 'orphan');
	t.is(item.title, 'orphan waits for dropped, which was cancelled');
	await factory.request('task.edit', {task: 'orphan', dependsOn: []});
	await factory.untilTask('orphan', 'merged');
});

test.serial('two projects are served at once, each within its slots', async t => {
	await factory.add('shop', 'kept');
	await doors['kept']!.reached();
	await factory.add('shop', 'behind');
	await factory.add('blog', 'beside');
	await factory.untilTask('beside', 'merged');
	const floor = await factory.request('floor', {});
	t.is(floor.projects.find(({id}) => id === 'shop')!.slots.used, 1);
	t.is(floor.tasks.find(({id}) => id === 'behind')!.state, 'queued', 'no second task of a project with one slot');
	doors['kept']!.open();
	await factory.untilTask('behind', 'merged');
});

test.serial('a task that failed is retried with what the person says, from the base as it is then', async t => {
	await factory.add('blog', 'fails');
	const failure = await factory.untilInbox('failure', 'fails');
	t.regex(failure.title, /fails is stuck: Nothing was built \(attempt 1: it ended without a commit \(exit 0\)\)/v);
	await t.throwsAsync(factory.request('task.retry', {task: 'beside'}), {message: /is merged; only one that failed or was cancelled can be retried/v});
	await factory.request('task.retry', {task: 'fails', feedback: 'write the note'});
	await factory.untilTask('fails', 'merged');
	t.deepEqual((await factory.runs('fails')).map(({state}) => state), ['failed', 'merged']);
});

test.serial('the queue’s order follows priorities and moves, also between tasks of the same moment', async t => {
	const ids = ['a', 'b', 'c', 'd'];
	await Promise.all(ids.map(async id => factory.add('blog', id, {hold: true})));
	const order = async () => (await factory.request('task.list', {project: 'blog'})).filter(({id}) => ids.includes(id)).map(({id}) => id).join('');
	const first = await order();
	t.deepEqual([...first].toSorted(), ids);
	const [one, two, three, four] = first as unknown as [string, string, string, string];
	await factory.request('task.move', {task: four, before: two});
	t.is(await order(), [one, four, two, three].join(''));
	await factory.request('task.move', {task: one, before: null});
	t.is(await order(), [four, two, three, one].join(''));
	await factory.request('task.move', {task: two, before: two});
	t.is(await order(), [four, two, three, one].join(''));
	await factory.request('task.edit', {task: three, priority: 1});
	t.is(await order(), [three, four, two, one].join(''));
});

test.serial('a paused project stops its agents too, and what was paused by itself stays so when the project goes on', async t => {
	await factory.add('blog', 'resting');
	await doors['resting']!.reached();
	await factory.request('project.pause', {project: 'blog'});
	const session = await factory.until(floor => floor.sessions.find(known => known.task === 'resting' && known.state === 'paused'));
	const {pid} = (await factory.processes()).find(({command}) => command.includes('agent.js') && command.includes(session.id))!;
	t.is(readStat(pid)!.state, 'T');
	await factory.request('task.pause', {task: 'resting'});
	await factory.request('project.resume', {project: 'blog'});
	t.is(readStat(pid)!.state, 'T');
	doors['resting']!.open();
	await factory.request('task.resume', {task: 'resting'});
	await factory.untilTask('resting', 'merged');
});

test.serial('a task of its own project may be named in full, and one of another cannot be waited for', async t => {
	const {dependsOn} = await factory.add('blog', 'after', {dependsOn: ['blog/resting'], hold: true});
	t.deepEqual(dependsOn, ['resting']);
	await t.throwsAsync(factory.add('blog', 'across', {dependsOn: ['shop/first']}), {message: /cannot wait for shop\/first/v});
});

test.serial('sessions that are ended with the daemon are no failure of their task: the next daemon gives the work to new ones', async t => {
	await factory.add('blog', 'stopped');
	await doors['stopped']!.reached();
	const {pid} = factory.link.welcome;
	await factory.request('daemon.stop', {sessions: true});
	await processGone(pid);
	await factory.connect();
	doors['stopped']!.open();
	await factory.untilTask('stopped', 'merged');
	t.is((await factory.runs('stopped')).length, 1);
});

test.serial('a session whose holder does not answer is ended all the same, with its processes', async t => {
	await factory.add('blog', 'silent');
	await doors['silent']!.reached();
	const holder = (await factory.processes()).find(({command}) => command.includes('holder.js'))!;
	process.kill(holder.pid, 'SIGSTOP');
	t.is((await factory.request('task.cancel', {task: 'silent'})).state, 'cancelled');
	t.deepEqual((await awaitGone(factory.root, 5000)).filter(({command}) => !/\/(?:daemon|herald)\.js/v.test(command)), []);
});
