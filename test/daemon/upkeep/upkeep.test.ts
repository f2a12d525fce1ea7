import {mkdir, readdir, utimes, writeFile} from 'node:fs/promises';
import path from 'node:path';
import test from 'ava';
import {openStore} from '../../../source/daemon/store/open.js';
import {compactJournal} from '../../../source/daemon/upkeep/compact-journal.js';
import {awaitGone} from '../../support/await-gone.js';
import {startFactory} from '../../support/factory.js';
import {scene} from '../../support/rehearsed.js';
import {stateFolder, task} from '../store/fixtures.js';

test('sessions, their folders and logs go once their task is settled and they are old; work and trash stay unless it is said', async t => {
	const factory = await startFactory({
		config: '# nothing is old enough\n',
		turns: [scene({task: 'stuck', role: 'builder'}, {call: {finish: 'Nothing to do.'}})],
	});
	t.teardown(async () => factory.dispose());
	await factory.quickProject({name: 'shop'});
	await factory.add('shop', 'done');
	await factory.untilTask('done', 'merged');
	await factory.add('shop', 'stuck');
	await factory.untilInbox('failure', 'stuck');
	const folders = async (name: string) => readdir(path.join(factory.paths.state, name));
	const before = await folders('sessions');
	t.is(before.length, 2);
	const logs = (await folders('projects/shop/logs')).filter(name => name.startsWith('shop.done.1-'));
	t.true(logs.length > 0);
	const trash = await factory.git('shop', 'for-each-ref', '--format=%(refname)', 'refs/millwright/trash');
	t.not(trash, '');
	// Of a project that was forgotten: nothing knows of it.
	const orphan = path.join(factory.paths.state, 'sessions', 's-0000000000');
	await mkdir(orphan);
	await utimes(orphan, 1, 1);

	await factory.killAndConnect();
	await awaitGone(orphan);
	t.deepEqual(await folders('sessions'), before, 'nothing is as old as thirty days');

	await writeFile(path.join(factory.paths.config, 'config.yaml'), 'keep: {days: 0}\n');
	const [done] = (await factory.request('task.show', {task: 'done'})).sessions;
	await factory.killAndConnect();
	await awaitGone(path.join(factory.paths.state, 'sessions', done!.id));
	await factory.until(async () => (await factory.request('session.list', {all: true})).every(({id}) => id !== done!.id));
	await Promise.all(logs.map(async name => awaitGone(path.join(factory.paths.state, 'projects/shop/logs', name))));
	const kept = (await factory.request('session.list', {all: true})).map(({task: of}) => of);
	t.deepEqual(kept, ['stuck'], 'a task that waits for the person keeps its sessions');
	t.is(await factory.git('shop', 'for-each-ref', '--format=%(refname)', 'refs/millwright/trash'), trash);
	const shown = await factory.request('task.show', {task: 'done'});
	t.is(shown.task.state, 'merged');
	t.is((await factory.request('stage.log', {run: shown.runs[0]!.id, stage: 'build', attempt: 1, offset: 0, wait: false})).text, '');

	await writeFile(path.join(factory.paths.config, 'config.yaml'), 'keep: {days: 0, trash: days}\n');
	await factory.killAndConnect();
	await Promise.all(trash.split('\n').map(async ref => awaitGone(path.join(factory.root, 'shop', '.git', ref))));
	t.is(await factory.git('shop', 'for-each-ref', 'refs/millwright/trash'), '');
});

test('of the journal of accepted work goes what nothing would be made of any more, and nothing else', async t => {
	const paths = await stateFolder(t);
	const store = await openStore(paths);
	t.teardown(async () => store.close());
	const accept = async (id: string, project = 'shop') => store.journal.append({type: 'task accepted', task: task(id, {project})});
	await accept('merged');
	await store.tasks.put(task('merged', {state: 'merged'}));
	await accept('cancelled');
	await store.tasks.put(task('cancelled', {state: 'cancelled'}));
	await accept('document lost');
	await accept('old', 'gone');
	await store.journal.append({type: 'project forgotten', project: 'gone'});
	await accept('again', 'gone');
	await accept('cancelled');
	await store.journal.append({type: 'of a later version'});
	for (let number = 0; number < 10; number++) {
		await accept('merged');
	}

	await accept('newest');
	t.is(await compactJournal(store, 100), 0, 'not worth it');
	t.is(await compactJournal(store, 10), 14);
	const records = (await store.journal.read()).map(({record}) => record as {type: string; task?: {id: string}});
	t.deepEqual(records.map(({type, task: of}) => of?.id ?? type), ['document lost', 'again', 'cancelled', 'of a later version', 'newest']);
});
