import {execFile} from 'node:child_process';
import {mkdir, readFile, stat, writeFile} from 'node:fs/promises';
import net from 'node:net';
import path from 'node:path';
import process from 'node:process';
import {promisify} from 'node:util';
import test from 'ava';
import {within} from '../../source/base/guard.js';
import {controlSocket} from '../../source/base/paths.js';
import {readToken} from '../../source/link/token.js';
import {encodeMessage} from '../../source/protocol/frame.js';
import type {Topic} from '../../source/protocol/control.js';
import {makeHome, processEnd} from './daemon-process.js';

// eslint-disable-next-line @typescript-eslint/strict-void-return -- what execFile returns besides is not used.
const run = promisify(execFile);

test.serial('the first use starts a daemon in a process session of its own; later uses find it', async t => {
	const {connect, paths} = await makeHome(t);
	await t.throwsAsync(connect({start: false}), {code: 'no-daemon'});
	const links = await Promise.all(Array.from({length: 6}, async () => connect()));
	t.is(new Set(links.map(({welcome}) => welcome.pid)).size, 1);
	const status = await links[0]!.request('daemon.status', {});
	t.is(status.pid, links[0]!.welcome.pid);
	const {stdout} = await run('ps', ['-o', 'sid=', '-p', String(status.pid)]);
	t.is(Number(stdout), status.pid);
	t.is((await stat(paths.state)).mode & 0o077, 0);
	for (const link of links) {
		link.close();
	}
});

test.serial('what was changed is told to every client, once a turn', async t => {
	const {connect} = await makeHome(t);
	const [one, two] = await Promise.all([connect(), connect()]);
	const heard: Topic[][] = [];
	const {promise, resolve} = Promise.withResolvers<void>();
	two.changed.on(topics => {
		heard.push(topics);
		resolve();
	});
	t.deepEqual(await one.request('inbox.dismiss', {item: 'i-1'}), {item: 'i-1'});
	await within(60_000, promise, () => new Error('Nothing was told.'));
	t.deepEqual(heard, [['floor']]);
	await t.throwsAsync(one.request('task.show', {task: 'x'}), {code: 'not-built'});
	await t.throwsAsync(one.request('task.show', {} as never), {code: 'bad-parameters'});
	one.close();
	two.close();
});

test.serial('SIGHUP does not end it; asked to stop it answers, closes, and the next start finds what was kept', async t => {
	const {connect, paths} = await makeHome(t);
	const link = await connect();
	const {pid} = link.welcome;
	process.kill(pid, 'SIGHUP');
	await link.request('inbox.dismiss', {item: 'i-1'});
	const caretaker = await connect({role: 'caretaker', start: false});
	const closed = new Promise<unknown>(resolve => {
		link.closed.once(resolve);
	});
	t.deepEqual(await caretaker.request('daemon.stop', {}), {sessionsLeft: 0});
	t.like(await within(60_000, closed, () => new Error('It was not closed.')), {code: 'daemon-gone'});
	// At once: the old one may still be closing its files.
	const next = await connect();
	t.not(next.welcome.pid, pid);
	await within(60_000, processEnd(pid), () => new Error('It did not end.'));
	await t.throwsAsync(link.request('floor', {}), {code: 'daemon-gone'});
	const settings = await readFile(path.join(paths.state, 'documents/settings.json'), 'utf8');
	t.regex(settings, /"dismissed":"i-1"/v);
	next.close();
});

test.serial('SIGTERM stops it politely', async t => {
	const {connect, paths} = await makeHome(t);
	const link = await connect();
	const ended = processEnd(link.welcome.pid);
	process.kill(link.welcome.pid, 'SIGTERM');
	await within(60_000, ended, () => new Error('It did not end.'));
	await t.throwsAsync(stat(controlSocket(paths)), {code: 'ENOENT'});
	t.regex(await readFile(path.join(paths.state, 'daemon.log'), 'utf8'), /stopping \{"reason":"SIGTERM"\}[\s\S]*stopped/v);
});

test.serial('one that dies at its start is told in its own sentence, with the cure', async t => {
	const {connect, environment, paths} = await makeHome(t);
	const broken = await t.throwsAsync(connect({environment: {...environment, MINIMAL_FACTORY_FAILS: '1'}}), {code: 'broken', message: 'The factory cannot be built today.'});
	t.is((broken as {hint?: string}).hint, 'Come again.');
	await mkdir(paths.config, {recursive: true});
	await writeFile(path.join(paths.config, 'config.yaml'), 'slots:\n  overal: 3\n');
	await t.throwsAsync(connect(), {code: 'bad-config', message: /config\.yaml, line 2: there is no key "overal" in "slots"/v});
	const dead = path.join(paths.state, 'dead.js');
	await writeFile(dead, 'throw new Error("this one never lived")');
	await t.throwsAsync(connect({program: dead}), {code: 'daemon-died'});
});

test.serial('secrets of its environment, and the token, are not in its log', async t => {
	const {connect, environment, paths} = await makeHome(t);
	const link = await connect({environment: {...environment, ANTHROPIC_API_KEY: 'very-secret-value-42', MILLWRIGHT_REHEARSAL: '/scripts/very-secret-value-42'}});
	await t.throwsAsync(connect({start: false, rehearsal: '/scripts/other'}), {code: 'other-rehearsal'});
	const log = await readFile(path.join(paths.state, 'daemon.log'), 'utf8');
	t.regex(log, /ready/v);
	t.notRegex(log, /very-secret/v);
	t.false(log.includes(await readToken(paths)));
	link.close();
});

test.serial('a client that asks and does not read is dropped, and the others are served on', async t => {
	const {connect, paths} = await makeHome(t);
	const good = await connect();
	const socket = net.connect(controlSocket(paths));
	const dropped = new Promise<void>(resolve => {
		socket.once('close', () => {
			resolve();
		});
	});
	socket.on('error', () => {});
	socket.write(encodeMessage({type: 'hello', protocol: 1, version: '0', token: await readToken(paths), role: 'client'}));
	for (let id = 0; id < 40; id++) {
		socket.write(encodeMessage({type: 'request', id, name: 'project.list', params: {}}));
	}

	socket.pause();
	// Answers while the other one is stuck; its socket is looked at only after.
	t.truthy(await good.request('daemon.status', {}));
	for (let rounds = 0; rounds < 5; rounds++) {
		await good.request('project.list', {});
	}

	socket.resume();
	await within(60_000, dropped, () => new Error('It was not dropped.'));
	socket.write('x', () => {});
	t.truthy(await good.request('daemon.status', {}));
	good.close();
});
