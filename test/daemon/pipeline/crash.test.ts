import {mkdtemp, readdir, readFile, rm} from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import test, {type ExecutionContext} from 'ava';
import {makeDoor} from '../../support/door.js';
import {startFactory, type TestFactory} from '../../support/factory.js';
import {commitNote, passes, plainPlan, scene} from '../../support/rehearsed.js';

/** Nothing was done twice: one session for each role and attempt, one commit of each cause, each call settled once. */
async function assertOnce(t: ExecutionContext, factory: TestFactory, task: string): Promise<void> {
	const {sessions} = await factory.request('task.show', {task});
	t.deepEqual(sessions.map(({role}) => role).toSorted(), ['adversary', 'builder', 'planner', 'reviewer'], 'one session for each role');
	const causes = (await factory.request('inputs.log', {project: 'shop'})).map(({cause}) => cause).filter(cause => cause.includes(task));
	t.deepEqual(causes.toSorted(), [`add ${task}`, `plan ${task}, generation 1`], 'one commit for each change of the inputs');
	t.is(await factory.git('shop', 'rev-list', '--count', 'main', '--', `note-millwright-runs-${task}-1-1.md`), '1', 'merged once');
	t.is(await factory.git('shop', 'rev-list', '--count', '--merges', 'main'), '0', 'no merge commit');
	const records = await ledgerOf(factory);
	const settled = records.filter(({type}) => type === 'settle').map(({id}) => id);
	t.true(settled.length > 3, 'the ledger was read');
	t.is(new Set(settled).size, settled.length, 'no call is settled twice');
}

async function ledgerOf({paths}: TestFactory): Promise<Array<{type: string; id: string}>> {
	const names = (await readdir(paths.state, {recursive: true})).filter(name => /ledger[^\/]*$/v.test(name) && name.includes('.'));
	const texts = await Promise.all(names.map(async name => readFile(path.join(paths.state, name), 'utf8').catch(() => '')));
	return texts.flatMap(text => text.split('\n')).flatMap(line => {
		const start = line.indexOf('{');
		return start === -1 ? [] : [(JSON.parse(line.slice(start, line.lastIndexOf('}') + 1)) as {record: {type: string; id: string}}).record];
	});
}

test('a daemon that is killed at each stage of a task goes on, and nothing is done twice', async t => {
	const folder = await mkdtemp(path.join(os.tmpdir(), 'mw-d-'));
	const doors = Object.fromEntries(['plan', 'build', 'verify', 'gate', 'merge'].map(name => [name, makeDoor(folder, name)]));
	const factory = await startFactory({turns: [
		scene({role: 'planner'},
			{call: {shell: doors['plan']!.command}},
			{call: {ask: {question: 'which?', recommended: 'this', choices: [], why: ''}}},
			{call: {submit_plan: plainPlan()}}),
		scene({role: 'builder'}, {call: {shell: commitNote}}, {call: {shell: `echo half > half.txt; ${doors['build']!.command}; rm half.txt`}}, {call: {finish: 'Done.'}}),
		scene({role: 'reviewer'}, {call: {shell: `touch dirt; ${doors['verify']!.command}`}}, passes),
	]});
	t.teardown(async () => {
		await factory.dispose();
		for (const door of Object.values(doors)) {
			door.close();
		}

		await rm(folder, {recursive: true});
	});
	const gate = `case "$PWD" in *-merge) ${doors['merge']!.command};; *) ${doors['gate']!.command};; esac; exec node --test --test-isolation=none`;
	await factory.project({name: 'shop', gates: [{name: 'test', command: ['sh', '-c', gate], proof: 'tests', timeout: 300}]});
	await factory.add('shop', 'one');
	const killAt = async (stage: string) => {
		const door = doors[stage]!;
		await door.reached();
		await factory.kill();
		await factory.connect();
		await factory.until(floor => floor.tasks[0]!.stage === stage && floor.tasks[0]!.state === 'running');
		door.open();
	};

	await killAt('plan');
	await factory.untilInbox('question');
	await factory.killAndConnect();
	const question = await factory.untilInbox('question');
	await factory.request('inbox.answer', {item: question.id, text: 'this'});
	await killAt('build');
	await killAt('verify');
	await killAt('gate');
	await factory.untilInbox('approval');
	await factory.killAndConnect();
	const [waiting] = await factory.runs('one');
	t.is(waiting!.state, 'needs');
	await factory.approve('one');
	await killAt('merge');
	await factory.untilTask('one', 'merged');
	await assertOnce(t, factory, 'one');
	t.is((await factory.runs('one')).length, 1);
	t.is(await factory.git('shop', 'status', '--porcelain'), '');
});

/** Approves what is to be approved, until the task is merged or the floor has changed so often. */
async function live(factory: TestFactory, changes: number): Promise<'merged' | 'alive'> {
	let left = changes;
	return factory.until(async floor => {
		const [task] = floor.tasks;
		if (task?.state === 'failed') {
			throw new Error(task.reason);
		}

		if (floor.inbox.some(({kind}) => kind === 'approval')) {
			// It may have been approved in the life before.
			await factory.request('approve', {task: 'one'}).catch(() => undefined);
		}

		left--;
		return task?.state === 'merged' ? 'merged' : (left < 0 && 'alive');
	});
}

test('a daemon that is killed again and again, wherever it is, brings the task to its end all the same', async t => {
	const factory = await startFactory();
	t.teardown(async () => factory.dispose());
	await factory.project({name: 'shop'});
	await factory.add('shop', 'one');
	// Each life sees as many changes, so that the kills fall at ever other places; the last sees it through.
	for (const changes of [3, 8, 15, 2, 19, 22, 5, 17, 11, Infinity]) {
		if (await live(factory, changes) === 'merged') {
			break;
		}

		await factory.killAndConnect();
	}

	await assertOnce(t, factory, 'one');
});

test('a task whose adding was answered is there after a kill, and the same key adds it once', async t => {
	const factory = await startFactory();
	t.teardown(async () => factory.dispose());
	await factory.project({name: 'shop'});
	await factory.add('shop', 'held', {hold: true, key: 'k1'});
	await factory.kill();
	await factory.connect();
	const [task] = await factory.request('task.list', {});
	t.deepEqual([task!.id, task!.state], ['held', 'held']);
	const again = await Promise.all([1, 2, 3].map(async () => factory.request('task.add', {project: 'shop', text: 'Something else.', hold: true, key: 'k2'})));
	t.deepEqual([...new Set(again.map(({id}) => id))], ['something-else']);
	t.is((await factory.add('shop', 'held', {hold: true, key: 'k1'})).id, 'held');
	t.is((await factory.request('task.list', {})).length, 2);
});

test('a holder that is killed during the build gives the work to a new session; an agent that is killed is reported and hangs nothing', async t => {
	const folder = await mkdtemp(path.join(os.tmpdir(), 'mw-d-'));
	const door = makeDoor(folder, 'build');
	const factory = await startFactory({turns: [
		scene({role: 'builder'}, {call: {shell: door.command}}, {call: {shell: commitNote}}, {call: {finish: 'Done.'}}),
	]});
	t.teardown(async () => {
		await factory.dispose();
		door.close();
		await rm(folder, {recursive: true});
	});
	await factory.project({name: 'shop'});
	await factory.add('shop', 'holder');
	await door.reached();
	const find = async (role: string, script: string) => {
		const session = await factory.until(floor => floor.sessions.find(known => known.role === role && known.endedAt === undefined));
		const found = (await factory.processes()).find(({command}) => command.includes(script) && command.includes(session.id))!;
		return found.pid;
	};

	process.kill(await find('builder', 'holder.js'), 'SIGKILL');
	await factory.until(floor => floor.news.some(({text}) => text.includes('was interrupted')));
	door.open();
	await factory.merge('holder');
	const {sessions} = await factory.request('task.show', {task: 'holder'});
	t.is(sessions.filter(({role}) => role === 'builder').length, 2);

	// Nobody else comes through the door that stands open; this one is new.
	const second = makeDoor(folder, 'second');
	t.teardown(() => {
		second.close();
	});
	door.close();
	await factory.add('shop', 'agent');
	const session = await factory.until(floor => floor.sessions.find(known => known.role === 'builder' && known.task === 'agent' && known.endedAt === undefined));
	process.kill((await factory.processes()).find(({command}) => command.includes('agent.js') && command.includes(session.id))!.pid, 'SIGKILL');
	const failure = await factory.untilInbox('failure', 'agent');
	t.regex(failure.title, /agent is stuck: Nothing was built \(attempt 1: it ended without a commit \(SIGKILL\)\)/v);
	await factory.request('task.cancel', {task: 'agent'});
	t.is((await factory.request('task.list', {})).find(({id}) => id === 'agent')!.state, 'cancelled');
});
