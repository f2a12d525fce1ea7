import {mkdir, mkdtemp, rm} from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import {fileURLToPath} from 'node:url';
import type {ExecutionContext} from 'ava';
import {MillwrightError} from '../../source/base/errors.js';
import {newId} from '../../source/base/ids.js';
import {createLog} from '../../source/base/log.js';
import {holderSocket, resolvePaths, type Paths} from '../../source/base/paths.js';
import {createRouter, type Handlers} from '../../source/daemon/server/router.js';
import {serveControl, type ControlServer} from '../../source/daemon/server/control.js';
import {ensureToken} from '../../source/link/ensure-token.js';
import {requests} from '../../source/protocol/control.js';
import type {FloorView} from '../../source/protocol/floor.js';
import type {HolderSpec} from '../../source/protocol/holder.js';
import type {Size} from '../../source/screen/grid.js';
import {compiled, drive, type Driven} from '../holder/drive.js';
import {emptyFloor} from '../../source/client/floor/start.js';
import {session as sessionView} from './fixtures/floor.js';
import {Pty} from './pty.js';

export type Stage = {
	paths: Paths;
	environment: Record<string, string>;
	server: ControlServer;
	/** Requests that came, newest last. */
	asked: Array<{name: string; params: unknown}>;
	/** Changes the floor and tells every client. */
	change(change: (floor: FloorView) => Partial<FloorView>): void;
	/** Starts a real holder with a program, and puts its session on the floor. */
	hold(argv: string[], overrides?: Partial<HolderSpec>): Promise<Driven>;
	/** Opens the client in a pseudo-terminal; `patience` as of a Pty. */
	open(size: Size, environment?: Record<string, string>, patience?: number): Pty;
};

/** The real server room with a table of handlers that decides nothing, real holders, and the real client in a real pseudo-terminal. */
export async function setStage(t: ExecutionContext, handlers: Partial<Handlers> = {}): Promise<Stage> {
	const home = await mkdtemp(path.join(os.tmpdir(), 'mwc-'));
	const environment = {PATH: process.env['PATH']!, HOME: home, XDG_RUNTIME_DIR: path.join(home, 'run'), LANG: 'C.UTF-8', TERM: 'xterm-256color', COLORTERM: 'truecolor'};
	const paths = resolvePaths(environment);
	await mkdir(paths.runtime, {recursive: true, mode: 0o700});
	await mkdir(paths.state, {recursive: true, mode: 0o700});
	const token = await ensureToken(paths);
	const asked: Stage['asked'] = [];
	let floor: FloorView = {...emptyFloor, daemon: {pid: process.pid, version: 'test', since: Date.now()}};
	const log = createLog({file: path.join(paths.state, 'daemon.log')});
	const refusing = Object.fromEntries(Object.keys(requests).map(name => [name, async (params: unknown) => {
		asked.push({name, params});
		throw new MillwrightError('not-here', `${name} is not done on this stage.`);
	}])) as unknown as Handlers;
	const router = createRouter({...refusing, floor: async () => floor, ...handlers});
	const server = await serveControl({paths, token, version: 'test', rehearsal: undefined, router, log});
	t.teardown(async () => {
		await server.close();
		await rm(home, {recursive: true, force: true});
	});
	let count = 0;
	const stage: Stage = {
		paths, environment, server, asked,
		change(change) {
			floor = {...floor, ...change(floor), revision: floor.revision + 1};
			server.broadcast(['floor']);
		},
		async hold(argv, overrides = {}) {
			count++;
			const view = sessionView(count, {id: newId('s'), task: `task-${count}`, since: Date.now(), startedAt: Date.now()});
			const held = await drive(t, argv, {token, socket: holderSocket(paths, view.id), session: view.id, ...overrides});
			await held.record();
			const history = {text: path.join(held.folder, 'history.txt'), ansi: path.join(held.folder, 'history.ansi')};
			stage.change(({sessions}) => ({sessions: [...sessions, {...view, socket: held.spec.socket, history}]}));
			return held;
		},
		open(size, more, patience) {
			const program = fileURLToPath(import.meta.resolve('./open.js'));
			return new Pty(t, {argv: [process.execPath, program], size, environment: {...environment, ...compiled, ...more}, isFloor: true, ...(patience === undefined ? {} : {patience})});
		},
	};
	return stage;
}
