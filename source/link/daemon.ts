import path from 'node:path';
import process from 'node:process';
import {Emitter} from '../base/emitter.js';
import {fromErrorReply, MillwrightError} from '../base/errors.js';
import {packageRoot, packageVersion} from '../base/package-root.js';
import {controlSocket, lockFile, type Paths} from '../base/paths.js';
import type {ControlMessage, ControlRequest, Params, RequestName, Result, Topic} from '../protocol/control.js';
import type {Welcome} from '../protocol/hello.js';
import {controlProtocol} from '../protocol/version.js';
import {openConnection, type FramedConnection} from './connection.js';
import {greet} from './hello.js';
import {startDaemon} from './start.js';
import {readToken} from './token.js';

export type ConnectOptions = {
	paths: Paths;
	/** Start a daemon when none runs. Without it a missing one is the error `no-daemon`. */
	start: boolean;
	/**
	`client`, `command`; a `caretaker` is let in whatever version the daemon has, and may ask daemon.status and daemon.stop; a `herald` is not told
	what changes.
	*/
	role: 'client' | 'command' | 'caretaker' | 'agent' | 'herald';
	/** The absolute path of the rehearsal script that is wanted: a daemon that is started gets it, one that runs must have been. */
	rehearsal?: string | undefined;
	/** What a new daemon gets; this process's own environment unless given. */
	environment?: Record<string, string | undefined>;
	/** The daemon's program; the shipped one unless given. */
	program?: string;
};

/** A connection to the daemon. */
export type DaemonLink = {
	readonly welcome: Welcome;
	/** Rejects with what the daemon said (a MillwrightError), or with `daemon-gone` when it went before it answered. */
	request<Name extends RequestName>(name: Name, params: Params<Name>): Promise<Result<Name>>;
	/** What should be fetched again. */
	readonly changed: Emitter<Topic[]>;
	/** Once; undefined when it was closed from here. */
	readonly closed: Emitter<MillwrightError | undefined>;
	readonly isClosed: boolean;
	close(): void;
};

export async function connectDaemon(options: ConnectOptions): Promise<DaemonLink> {
	const connection = await reach(options);
	const welcome = await greet(connection, {
		protocol: controlProtocol,
		version: packageVersion(),
		token: await readToken(options.paths),
		role: options.role,
		...(options.rehearsal === undefined ? {} : {rehearsal: options.rehearsal}),
	}, {
		name: `The daemon behind ${controlSocket(options.paths)}`,
		cure: `It is stopped or very busy. Try again, or find it with \`fuser ${lockFile(options.paths)}\`, end it, and start again: agents go on.`,
	});
	return new Link(connection, welcome);
}

async function reach(options: ConnectOptions): Promise<FramedConnection> {
	const connect = async () => tryConnect(options.paths);
	const connection = await connect();
	if (connection !== undefined) {
		return connection;
	}

	if (!options.start) {
		throw new MillwrightError('no-daemon', `No daemon runs for the state folder ${options.paths.state}.`, {hint: 'Run `millwright` or any command that works on a project: it starts one.'});
	}

	const {paths, environment = process.env, program = path.join(packageRoot(), 'dist', 'daemon.js')} = options;
	return startDaemon({
		paths,
		environment: options.rehearsal === undefined ? environment : {...environment, MILLWRIGHT_REHEARSAL: options.rehearsal},
		program,
		connect,
	});
}

/** Undefined when nobody listens there. */
async function tryConnect(paths: Paths): Promise<FramedConnection | undefined> {
	try {
		return await openConnection(controlSocket(paths));
	} catch (error) {
		const {code} = error as NodeJS.ErrnoException;
		// ENOTSOCK: a plain file took the name; the daemon that is started puts its socket in that place.
		if (code !== undefined && ['ENOENT', 'ECONNREFUSED', 'ENOTSOCK'].includes(code)) {
			return undefined;
		}

		throw new MillwrightError('socket', `The daemon's socket ${controlSocket(paths)} cannot be used: ${code ?? String(error)}.`, {hint: 'Run `millwright doctor`.', cause: error});
	}
}

type Waiting = {resolve(result: unknown): void; reject(error: Error): void};

class Link implements DaemonLink {
	readonly changed = new Emitter<Topic[]>();
	readonly closed = new Emitter<MillwrightError | undefined>();
	readonly welcome: Welcome;
	readonly #connection: FramedConnection;
	readonly #waiting = new Map<number, Waiting>();
	#next = 1;
	#asked = false;

	constructor(connection: FramedConnection, welcome: Welcome) {
		this.#connection = connection;
		this.welcome = welcome;
		connection.closed.once(() => {
			this.#end();
		});
		connection.onMessage(message => {
			this.#hear(message as ControlMessage);
		});
	}

	get isClosed(): boolean {
		return this.#connection.isClosed;
	}

	async request<Name extends RequestName>(name: Name, params: Params<Name>): Promise<Result<Name>> {
		if (this.isClosed) {
			throw this.#gone();
		}

		const id = this.#next++;
		const {promise, resolve, reject} = Promise.withResolvers<unknown>();
		this.#waiting.set(id, {resolve, reject});
		this.#connection.send({type: 'request', id, name, params} satisfies ControlRequest);
		return promise as Promise<Result<Name>>;
	}

	close(): void {
		this.#asked = true;
		this.#connection.close();
	}

	#hear(message: ControlMessage): void {
		if (message.type === 'changed') {
			this.changed.emit(message.topics);
			return;
		}

		const waiting = this.#waiting.get(message.id);
		this.#waiting.delete(message.id);
		if ('error' in message) {
			waiting?.reject(fromErrorReply(message.error));
		} else {
			waiting?.resolve(message.result);
		}
	}

	#end(): void {
		for (const {reject} of this.#waiting.values()) {
			reject(this.#gone());
		}

		this.#waiting.clear();
		this.closed.emit(this.#asked ? undefined : this.#gone());
	}

	#gone(): MillwrightError {
		return new MillwrightError('daemon-gone', 'The daemon went before it answered.', {hint: 'Run the command again: it starts a new one, and what was accepted is not lost.', cause: this.#connection.failure});
	}
}
