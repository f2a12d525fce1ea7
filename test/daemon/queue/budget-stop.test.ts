import test, {type ExecutionContext} from 'ava';
import {openStore} from '../../../source/daemon/store/open.js';
import {startFactory} from '../../support/factory.js';
import {commitNote, scene} from '../../support/rehearsed.js';

/** A project whose first call costs more than its budget of the day. `paused` gives the session of its task once the budget has stopped that, and the person is told. */
async function spendAll(t: ExecutionContext) {
	const factory = await startFactory({turns: [
		scene({role: 'builder'},
			{call: {shell: 'true'}, usage: {input: 2_000_000, output: 1000}},
			{call: {shell: commitNote}},
			{call: {finish: 'Done.'}}),
	]});
	t.teardown(async () => factory.dispose());
	await factory.quickProject({name: 'shop', budget: 2});
	await factory.add('shop', 'dear');
	const paused = async () => factory.until(floor => floor.inbox.some(({kind}) => kind === 'budget') && floor.sessions.find(({state, evidence}) => state === 'paused' && evidence === 'budget'));
	return {factory, paused};
}

test('a budget that is used up pauses the agent before its next call; raising it lets it go on, also under a daemon that was started anew', async t => {
	const {factory, paused} = await spendAll(t);
	const calls = async () => (await factory.request('spend.report', {by: 'session'})).reduce((sum, row) => sum + row.calls, 0);
	const session = await paused();
	t.is(await calls(), 1, 'the second call was never made');
	t.is(await factory.git('shop', 'rev-list', '--count', '--all', '--', 'note*'), '0');
	t.true((await factory.processes()).some(({command}) => command.includes('agent.js') && command.includes(session.id)), 'paused, not killed');
	const item = await factory.untilInbox('budget');
	t.deepEqual(item.actions, ['raise']);
	await factory.killAndConnect();
	await paused();
	t.is(await calls(), 1);
	await factory.request('project.set', {project: 'shop', budget: 1000});
	await factory.untilTask('dear', 'merged');
	t.is(await calls(), 3);
	t.false((await factory.request('inbox.list', {})).some(({kind}) => kind === 'budget'));
	const {sessions} = await factory.request('task.show', {task: 'dear'});
	t.is(sessions.length, 1, 'the same session went on');
});

test('an agent goes on also when the daemon was killed before it had written down that the budget stopped it', async t => {
	const {factory, paused} = await spendAll(t);
	const {id} = await paused();
	await factory.kill();
	const store = await openStore(factory.paths);
	await store.sessions.update(id, draft => {
		delete draft.refused;
	});
	await store.close();
	await factory.connect();
	await paused();
	await factory.request('project.set', {project: 'shop', budget: 1000});
	const {state} = await factory.untilTask('dear', 'merged');
	t.is(state, 'merged');
});
