import type {Log} from '../../base/log.js';
import {controlSocket, type Paths} from '../../base/paths.js';
import {within} from '../../base/guard.js';
import type {FramedConnection} from '../../link/connection.js';
import {admit} from '../../link/admit.js';
import {listen} from '../../link/server.js';
import type {Topic} from '../../protocol/control.js';
import {controlProtocol} from '../../protocol/version.js';
import {attend} from './attend.js';
import {Attendants} from './attendants.js';
import {Broadcast} from './broadcast.js';
import type {Router} from './router.js';

export type ControlOptions = {
	paths: Paths;
	token: string;
	/** Of the package. */
	version: string;
	/** The script that the daemon rehearses. */
	rehearsal: string | undefined;
	router: Router;
	log: Log;
	/** Whether first pictures of floors are made for those that are opened again. */
	hasHerald?: boolean;
};

export type ControlServer = {
	/** Tells every client what to fetch again; what is told within one turn goes out as one message. */
	broadcast(topics: readonly Topic[]): void;
	/** Gives the replies that are under way a moment, then closes all connections. */
	close(): Promise<void>;
};

/** Milliseconds for replies under way when the daemon stops. */
const farewell = 3000;

/** Serves the control socket. By the holder of the daemon's lock. */
export async function serveControl(options: ControlOptions): Promise<ControlServer> {
	const clients = new Set<FramedConnection>();
	const underWay = new Set<Promise<void>>();
	const broadcast = new Broadcast(clients);
	const attendants = new Attendants(options);
	let number = 0;
	const listener = await listen({
		file: controlSocket(options.paths),
		onConnection(connection) {
			number++;
			void welcome(connection, {...options, attendants, number, clients, underWay});
		},
	});
	return {
		broadcast(topics) {
			broadcast.tell(topics);
		},
		async close() {
			attendants.close();
			await listener.close();
			await within(farewell, Promise.all(underWay), () => new Error('slow')).catch(() => {});
			await within(farewell, Promise.all([...clients].map(bye)), () => new Error('slow')).catch(() => {});
		},
	};
}

/** Resolves when what waited to be sent has been taken. */
async function bye(client: FramedConnection): Promise<void> {
	const {promise, resolve} = Promise.withResolvers<void>();
	client.closed.once(() => {
		resolve();
	});
	client.close();
	await promise;
}

type Client = ControlOptions & {attendants: Attendants; number: number; clients: Set<FramedConnection>; underWay: Set<Promise<void>>};

async function welcome(connection: FramedConnection, client: Client): Promise<void> {
	const hello = await admit(connection, {
		protocols: [controlProtocol],
		version: client.version,
		token: client.token,
		name: 'daemon',
		cure: 'Run `millwright daemon stop` and start again: agents go on.',
		rehearsal: client.rehearsal,
		anyVersion: ['caretaker'],
	});
	if (hello === undefined) {
		client.log.warn('refused a connection', {connection: client.number, reason: connection.failure?.message});
		return;
	}

	// That one is told of nothing, and goes with the process.
	if (hello.role !== 'herald') {
		client.clients.add(connection);
	}

	if (hello.role === 'client') {
		client.attendants.came();
	}

	connection.closed.once(() => {
		client.clients.delete(connection);
		if (hello.role === 'client') {
			client.attendants.went();
		}
	});
	attend(connection, client, {role: hello.role, connection: client.number});
}
