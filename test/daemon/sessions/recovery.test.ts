import {mkdtemp, readFile, rm, symlink, writeFile} from 'node:fs/promises';
import {createServer} from 'node:net';
import {once} from 'node:events';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import test from 'ava';
import {packageVersion} from '../../../source/base/package-root.js';
import {sessionFolder} from '../../../source/base/paths.js';
import type {HolderSpec} from '../../../source/protocol/holder.js';
import {connectHolder} from '../../../source/link/holder.js';
import {readToken} from '../../../source/link/token.js';
import {startHolder} from '../../../source/daemon/sessions/spawn-holder.js';
import {awaitChange} from '../../support/await-change.js';
import {makeDoor, type Door} from '../../support/door.js';
import {awaitGone} from '../../../source/demo/processes.js';
import {openStore} from '../../../source/daemon/store/open.js';
import {startFactory, type TestFactory} from '../../support/factory.js';
import {commitNote, scene} from '../../support/rehearsed.js';

/** Opened by hand: writes down the way that it was given to the models, and stays. */
const waiter = String.raw`
require('node:fs').writeFileSync(process.argv[2], process.env.BASE ?? '');
process.stdin.resume();
`;

let folder: string;
let factory: TestFactory;
const doors: Record<string, Door> = {};
test.before(async () => {
	folder = await mkdtemp(path.join(os.tmpdir(), 'mw-z-'));
	for (const name of ['silent', 'taken', 'moved']) {
		doors[name] = makeDoor(folder, name);
	}

	const program = path.join(folder, 'waiter.cjs');
	await writeFile(program, waiter);
	const interactive = {arguments: [program, path.join(folder, 'way.txt')], promptVia: 'type', ends: 'exit'};
	const agents = {
		waiter: {command: process.execPath, wires: ['anthropic'], interactive, environment: {BASE: '{baseUrl}'}},
		plain: {command: process.execPath, wires: [], interactive},
	};
	factory = await startFactory({
		config: JSON.stringify({agents, slots: {overall: 2, project: 1}}),
		turns: ['silent', 'taken', 'moved'].map(task => scene({task, role: 'builder'}, {call: {shell: doors[task]!.command}}, {call: {shell: commitNote}}, {call: {finish: 'Done.'}})),
	});
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

test.serial('a pause that a holder does not answer is not called one, and is made good as soon as it answers', async t => {
	await factory.add('shop', 'silent');
	await doors['silent']!.reached();
	const {id} = await factory.until(floor => floor.sessions.find(({task, state}) => task === 'silent' && state === 'working'));
	const holder = (await factory.processes()).find(({command}) => command.includes('holder.js') && command.includes(id))!;
	process.kill(holder.pid, 'SIGSTOP');
	await factory.request('task.pause', {task: 'silent'});
	const floor = await factory.request('floor', {});
	t.not(floor.sessions.find(session => session.id === id)!.state, 'paused');
	t.true(floor.news.some(({text}) => text.includes('could not be paused: its holder does not answer')));
	process.kill(holder.pid, 'SIGCONT');
	await factory.until(({sessions}) => sessions.some(session => session.id === id && session.state === 'paused'));
	doors['silent']!.open();
	await factory.request('task.resume', {task: 'silent'});
	await factory.untilTask('silent', 'merged');
});

test.serial('a session opened by hand waits for its slot and can be called off there; one of a task is called off with its task', async t => {
	await factory.add('shop', 'taken');
	await doors['taken']!.reached();
	const opened = await factory.request('session.open', {project: 'shop', agent: 'waiter', prompt: ''});
	t.is(opened.state, 'starting');
	t.is(opened.waits, 'waits for a slot of shop: 1 of 1 taken');
	t.like((await factory.request('floor', {})).sessions.find(({id}) => id === opened.id), {waits: opened.waits, socket: undefined}, 'it is seen while it waits');
	await factory.request('session.end', {session: opened.id});
	t.false((await factory.request('session.list', {all: true})).some(({id}) => id === opened.id));
	doors['taken']!.open();
	await factory.untilTask('taken', 'merged');
	t.false((await factory.request('session.list', {all: true})).some(({id}) => id === opened.id), 'the slot that came free starts nobody who has gone');
});

test.serial('a session that is called off while it is being started leaves no agent behind', async t => {
	// Called off as soon as its record is there, and thus before its holder is.
	const opening = factory.request('session.open', {project: 'shop', agent: 'waiter', prompt: ''});
	const {id} = await factory.until(({sessions}) => sessions.find(({role, state}) => role === 'by hand' && state === 'starting'));
	await factory.request('session.end', {session: id});
	await opening;
	t.deepEqual((await factory.request('session.list', {})), []);
	t.deepEqual((await awaitGone(path.join(factory.root, 's'), 5000)).filter(({command}) => command.includes(id)), []);
});

test.serial('a holder that the daemon before started and did not come to write down is adopted', async t => {
	const {id} = await factory.request('session.open', {project: 'shop', agent: 'plain', prompt: ''});
	await factory.kill();
	const store = await openStore(factory.paths);
	await store.sessions.update(id, draft => {
		draft.launched = false;
		draft.state = 'starting';
	});
	await store.close();
	await factory.connect();
	await factory.until(({sessions}) => sessions.some(session => session.id === id && session.state === 'working'));
	await factory.request('session.end', {session: id});
	t.deepEqual(await factory.request('session.list', {}), []);
});

test.serial('a session whose folder somebody deleted has ended, with its processes, and holds no slot', async t => {
	const {id} = await factory.request('session.open', {project: 'shop', agent: 'plain', prompt: ''});
	await factory.kill();
	await rm(sessionFolder(factory.paths, id), {recursive: true});
	await factory.connect();
	await factory.until(async () => (await factory.request('session.list', {all: true})).some(session => session.id === id && session.state === 'failed'));
	t.is((await factory.request('floor', {})).slots.used, 0);
	t.deepEqual((await factory.processes()).filter(({command}) => command.includes('waiter.cjs')), []);
});

test.serial('an agent that can be pointed at no gateway is opened without a provider, and gets no leave to call', async t => {
	const {id, provider} = await factory.request('session.open', {project: 'shop', agent: 'plain', prompt: ''});
	t.is(provider, undefined);
	t.is((await factory.request('floor', {})).sessions.find(session => session.id === id)?.waits, undefined);
	await factory.request('session.end', {session: id});
});

test.serial('what a holder could not do is told, and costs the session nothing', async t => {
	const {id, socket} = await factory.request('session.open', {project: 'shop', agent: 'plain', prompt: ''});
	await symlink(path.join(factory.root, 'nowhere', 'file'), path.join(sessionFolder(factory.paths, id), 'recording.cast'));
	const link = await connectHolder({socket: socket!, token: await readToken(factory.paths), version: packageVersion(), role: 'client'});
	await link.record({on: true});
	await factory.until(({news}) => news.some(({text, level}) => level === 'bad' && /^session \d+: The recording .* could not be written: ENOENT/v.test(text)));
	t.is((await link.getStatus()).exit, undefined);
	link.close();
	await factory.request('session.end', {session: id});
});

test.serial('the leave to call models ends with its session, also of one that a daemon before this one opened', async t => {
	const way = path.join(folder, 'way.txt');
	await rm(way, {force: true});
	const {id} = await factory.request('session.open', {project: 'shop', agent: 'waiter', prompt: ''});
	const address = await awaitChange(way);
	const ask = async () => fetch(`${address}/v1/messages`, {method: 'HEAD'});
	t.is((await ask()).status, 200);
	await factory.killAndConnect();
	t.is((await ask()).status, 200, 'the next daemon serves it at the same place');
	await factory.request('session.end', {session: id});
	t.is((await ask()).status, 403);
});

test.serial('when another program has taken the gateway’s port, the work of agents that cannot find it is given to new ones, and the person is told of his own', async t => {
	const way = path.join(folder, 'way.txt');
	await rm(way, {force: true});
	const opened = await factory.request('session.open', {project: 'shop', agent: 'waiter', prompt: ''});
	const port = Number(new URL(await awaitChange(way)).port);
	await factory.add('blog', 'moved');
	await doors['moved']!.reached();
	await factory.kill();
	const squatter = createServer();
	squatter.listen(port, '127.0.0.1');
	await once(squatter, 'listening');
	t.teardown(() => {
		squatter.close();
	});
	await factory.connect();
	const item = await factory.untilInbox('permission');
	t.regex(item.title, /waiter cannot reach its model any more/v);
	t.is(item.session, opened.id);
	await factory.until(({news}) => news.some(({text}) => text.includes('moved: the builder could not reach its model any more and is started again')));
	doors['moved']!.open();
	await factory.untilTask('moved', 'merged');
	t.is((await factory.request('task.show', {task: 'moved'})).sessions.length, 2);
	await factory.request('session.end', {session: opened.id});
	t.false((await factory.request('inbox.list', {})).some(({session}) => session === opened.id));
});

test('a holder that cannot start is told at once, with what it said last', async t => {
	// Its folder has nothing to run.
	const empty = await mkdtemp(path.join(os.tmpdir(), 'mw-e-'));
	t.teardown(async () => rm(empty, {recursive: true}));
	await t.throwsAsync(startHolder(empty), {code: 'holder-not-started', message: /did not start: it ended at once with 1 \(.*spec\.json cannot be read/v});
});

test('a holder starts also with a Node that does not know a flag of its engine any more', async t => {
	const room = await mkdtemp(path.join(os.tmpdir(), 'mw-e-'));
	t.teardown(async () => rm(room, {recursive: true}));
	const spec: HolderSpec = {
		session: 's-flags', argv: ['/bin/sh', '-c', 'exit 3'], cwd: room, environment: {}, size: {cols: 80, rows: 24}, historyLines: 10,
		socket: path.join(room, 's.sock'), token: 'token', version: packageVersion(),
	};
	await writeFile(path.join(room, 'spec.json'), JSON.stringify(spec));
	await startHolder(room, ['--no-such-flag-in-this-engine']);
	t.like(JSON.parse(await awaitChange(path.join(room, 'exit.json'))), {code: 3});
	t.regex(await readFile(path.join(room, 'holder.log'), 'utf8'), /bad option: --no-such-flag-in-this-engine/v);
});
