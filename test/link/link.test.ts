import {Buffer} from 'node:buffer';
import {chmod, mkdir, mkdtemp, rm, stat, symlink, writeFile} from 'node:fs/promises';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import test, {type ExecutionContext} from 'ava';
import {within} from '../../source/base/guard.js';
import {newToken} from '../../source/base/ids.js';
import {openConnection, type FramedConnection} from '../../source/link/connection.js';
import {checkRuntimeFolder} from '../../source/link/folder.js';
import {admit, type Admission} from '../../source/link/admit.js';
import {greet} from '../../source/link/hello.js';
import {listen} from '../../source/link/server.js';
import {ensureToken} from '../../source/link/ensure-token.js';
import {readToken} from '../../source/link/token.js';
import {encodeMessage} from '../../source/protocol/frame.js';
import type {Hello} from '../../source/protocol/hello.js';

const token = newToken();
const admission: Admission = {protocols: [1], version: '0.1.0', token, name: 'daemon', cure: 'Run `millwright daemon stop` and start again: agents go on.', anyVersion: ['caretaker']};
const hello: Omit<Hello, 'type'> = {protocol: 1, version: '0.1.0', token, role: 'client'};

async function folder(t: ExecutionContext): Promise<string> {
	const made = await mkdtemp(path.join(os.tmpdir(), 'mw-link-'));
	t.teardown(async () => rm(made, {recursive: true, force: true}));
	return made;
}

/** A listening side; `admitted` is told of each that got in. */
async function serve(t: ExecutionContext, more: Partial<Admission> = {}): Promise<{file: string; admitted: FramedConnection[]; refused: Array<Promise<Error | undefined>>}> {
	const file = path.join(await folder(t), 'daemon.sock');
	const admitted: FramedConnection[] = [];
	const refused: Array<Promise<Error | undefined>> = [];
	const listener = await listen({
		file,
		onConnection(connection) {
			refused.push(new Promise(resolve => {
				connection.closed.once(resolve);
			}));
			void (async () => {
				if (await admit(connection, {...admission, ...more}) === undefined) {
					return;
				}

				admitted.push(connection);
				connection.onMessage(message => {
					connection.send({echo: message});
				});
			})();
		},
	});
	t.teardown(async () => {
		for (const connection of admitted) {
			connection.destroy();
		}

		await listener.close();
	});
	return {file, admitted, refused};
}

const closing = async (socket: net.Socket) => within(60_000, new Promise<void>(resolve => {
	socket.once('close', () => {
		resolve();
	});
}), () => new Error('It was not closed.'));

test('who shows the token and speaks the version is let in, and no message is lost between the hello and the first listener', async t => {
	const {file} = await serve(t);
	const connection = await openConnection(file);
	// In one piece with the hello: the other side has no listener yet.
	const welcome = greet(connection, hello);
	connection.send({number: 1});
	connection.send({number: 2});
	t.like(await welcome, {type: 'welcome', protocol: 1, version: '0.1.0', pid: process.pid});
	t.deepEqual(JSON.parse(Buffer.from((await connection.next()).payload).toString()), {echo: {number: 1}});
	t.deepEqual(JSON.parse(Buffer.from((await connection.next()).payload).toString()), {echo: {number: 2}});
	connection.close();
});

test('another version is refused in one sentence that names both and the cure', async t => {
	const {file} = await serve(t);
	const error = await t.throwsAsync(greet(await openConnection(file), {...hello, protocol: 2, version: '0.3.0'}), {code: 'other-version'});
	t.is(error.message, 'This millwright speaks protocol 2 (0.3.0) and the daemon that runs speaks 1 (0.1.0).');
	t.is((error as {hint?: string}).hint, 'Run `millwright daemon stop` and start again: agents go on.');
});

test('a caretaker is let in whatever version it speaks, so that it can stop the other', async t => {
	const {file} = await serve(t);
	const connection = await openConnection(file);
	t.like(await greet(connection, {...hello, protocol: 99, role: 'caretaker'}), {protocol: 1});
	connection.close();
});

test('a rehearsal that is wanted is the one that runs, or refused; who wants none is let in', async t => {
	const rehearsing = await serve(t, {rehearsal: '/scripts/a.yaml'});
	const real = await serve(t);
	const join = async (file: string, rehearsal?: string) => greet(await openConnection(file), {...hello, ...(rehearsal === undefined ? {} : {rehearsal})});
	await join(rehearsing.file, '/scripts/a.yaml');
	await join(rehearsing.file);
	await t.throwsAsync(join(rehearsing.file, '/scripts/b.yaml'), {code: 'other-rehearsal', message: 'This millwright was started to rehearse /scripts/b.yaml and the daemon that runs rehearses /scripts/a.yaml.'});
	await t.throwsAsync(join(real.file, '/scripts/b.yaml'), {code: 'other-rehearsal', message: /uses real models/v});
});

test('a wrong token is refused before anything else is told', async t => {
	const {file, admitted} = await serve(t);
	for (const wrong of ['', 'x', newToken(), token.slice(0, -1)]) {
		const error = await t.throwsAsync(greet(await openConnection(file), {...hello, token: wrong, protocol: 7}), {code: 'wrong-token'});
		t.notRegex(error.message, /0\.1\.0|protocol/v);
	}

	t.is(admitted.length, 0);
});

test('garbage, a flood before the hello, and a peer that hangs up do no harm', async t => {
	const {file, admitted, refused} = await serve(t);
	const say = async (bytes: Uint8Array) => {
		const socket = net.connect(file);
		socket.on('error', () => {});
		socket.resume();
		socket.write(bytes);
		await closing(socket);
	};

	await say(Buffer.from('GET / HTTP/1.1\r\nHost: x\r\n\r\n'));
	await say(Buffer.alloc(2 * 1024 * 1024, 'x'));
	await say(new Uint8Array(64));
	await say(encodeMessage('not a hello'));
	await say(encodeMessage({type: 'hello'}));
	await say(Buffer.concat([Buffer.from([0, 0, 0, 5, 0]), Buffer.from('{"a:')]));
	// A frame that is announced and never comes: 60 MiB may be sent, and not before a hello.
	await say(Buffer.concat([Buffer.from([3, 0, 0, 0, 0]), Buffer.alloc(70 * 1024)]));
	const gone = net.connect(file);
	gone.end();
	await closing(gone);
	t.is(admitted.length, 0);
	await within(60_000, Promise.all(refused), () => new Error('A connection was kept.'));
	const connection = await openConnection(file);
	await greet(connection, hello);
	connection.close();
});

test('who does not read is dropped when too much waits for it', async t => {
	const file = path.join(await folder(t), 'daemon.sock');
	const {promise: fallen, resolve} = Promise.withResolvers<Error | undefined>();
	const listener = await listen({
		file,
		onConnection(connection) {
			connection.closed.once(resolve);
			for (let sent = 0; sent < 64; sent++) {
				connection.send('x'.repeat(1024 * 1024));
			}
		},
	});
	t.teardown(async () => listener.close());
	const socket = net.connect(file);
	socket.pause();
	socket.on('error', () => {});
	const reason = await within(60_000, fallen, () => new Error('It was not dropped.'));
	t.like(reason, {code: 'fell-behind'});
	socket.destroy();
});

test('a socket is ours alone, replaces a stale one, and its name is gone after', async t => {
	const place = await folder(t);
	const file = path.join(place, 'daemon.sock');
	await writeFile(file, 'a plain file took the name');
	const listener = await listen({
		file,
		onConnection(connection) {
			connection.close();
		},
	});
	const status = await stat(file);
	t.true(status.isSocket());
	t.is(status.mode & 0o077, 0);
	await closing(net.connect(file).resume());
	await listener.close();
	await t.throwsAsync(stat(file), {code: 'ENOENT'});
});

test('a socket path that some system would cut is refused with its length', async t => {
	const place = path.join(await folder(t), 'x'.repeat(90));
	await t.throwsAsync(listen({file: path.join(place, 'daemon.sock'), onConnection() {}}), {code: 'socket-path-too-long', message: /103 is the most/v});
});

test('a folder of sockets that somebody else can reach into is refused with the cure', async t => {
	const place = await folder(t);
	const open = path.join(place, 'open');
	await mkdir(open);
	await chmod(open, 0o755);
	const error = await t.throwsAsync(checkRuntimeFolder(open), {code: 'unsafe-folder', message: /has mode 755/v});
	t.regex((error as {hint?: string}).hint!, /chmod 700/v);
	await symlink(open, path.join(place, 'link'));
	await t.throwsAsync(checkRuntimeFolder(path.join(place, 'link')), {code: 'unsafe-folder', message: /symbolic link/v});
	await writeFile(path.join(place, 'file'), '');
	await t.throwsAsync(checkRuntimeFolder(path.join(place, 'file')));
	await checkRuntimeFolder(path.join(place, 'fresh'));
	t.is((await stat(path.join(place, 'fresh'))).mode & 0o777, 0o700);
});

test('the token is made once, kept, and made anew when others could have read it', async t => {
	const runtime = await folder(t);
	const paths = {runtime, state: runtime, config: runtime};
	await t.throwsAsync(readToken(paths), {code: 'no-token'});
	const first = await ensureToken(paths);
	t.regex(first, /^[0-9a-f]{64}$/v);
	t.is(await ensureToken(paths), first);
	t.is(await readToken(paths), first);
	t.is((await stat(path.join(runtime, 'token'))).mode & 0o777, 0o600);
	await chmod(path.join(runtime, 'token'), 0o644);
	t.not(await ensureToken(paths), first);
});
