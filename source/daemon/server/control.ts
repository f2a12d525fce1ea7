import {z} from 'zod';
import {toErrorReply} from '../../base/errors.js';
import type {Log} from '../../base/log.js';
import {controlSocket, type Paths} from '../../base/paths.js';
import {within} from '../../base/guard.js';
import type {FramedConnection} from '../../link/connection.js';
import {admit} from '../../link/admit.js';
import {listen} from '../../link/server.js';
import type {ControlMessage, Topic} from '../../protocol/control.js';
import {controlProtocol} from '../../protocol/version.js';
import {Broadcast} from './broadcast.js';
import type {RequestContext, Router} from './router.js';

export type ControlOptions = {
	paths: Paths;
	token: string;
	/** Of the package. */
	version: string;
	/** The script that the daemon rehearses. */
	rehearsal: string | undefined;
	router: Router;
	log: Log;
};

export type ControlServer = {
	/** Tells every client what to fetch again; what is told within one turn goes out as one message. */
	broadcast(topics: readonly Topic[]): void;
	/** Gives the replies that are under way a moment, then closes all connections. */
	close(): Promise<void>;
};

/** Requests of one connection that may be under way; more wait in its socket. */
const requestLimit = 64;
/** Milliseconds for replies under way when the daemon stops. */
const farewell = 3000;

const requestMessage = z.object({type: z.literal('request'), id: z.number().int(), name: z.string(), params: z.unknown()});

/** Serves the control socket. By the holder of the daemon's lock. */
export async function serveControl(options: ControlOptions): Promise<ControlServer> {
	const clients = new Set<FramedConnection>();
	const underWay = new Set<Promise<void>>();
	const broadcast = new Broadcast(clients);
	let number = 0;
	const listener = await listen({
		file: controlSocket(options.paths),
		onConnection(connection) {
			number++;
			void welcome(connection, {...options, number, clients, underWay});
		},
	});
	return {
		broadcast(topics) {
			broadcast.tell(topics);
		},
		async close() {
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

type Client = ControlOptions & {number: number; clients: Set<FramedConnection>; underWay: Set<Promise<void>>};

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

	client.clients.add(connection);
	connection.closed.once(() => {
		client.clients.delete(connection);
	});
	attend(connection, client, {role: hello.role, connection: client.number});
}

/** Answers requests as they come, several at once, and stops listening while too many are under way. */
function attend(connection: FramedConnection, {router, log, underWay}: Client, context: RequestContext): void {
	let open = 0;
	connection.onMessage(message => {
		const request = requestMessage.safeParse(message);
		if (!request.success) {
			connection.destroy(new Error('A message came that is no request.'));
			return;
		}

		open++;
		if (open >= requestLimit) {
			connection.pause();
		}

		const work = answer({router, log, context, request: request.data}).then(reply => {
			open--;
			send(connection, reply);
			if (open === requestLimit - 1) {
				connection.resume();
			}
		}).finally(() => {
			underWay.delete(work);
		});
		underWay.add(work);
	});
}

type Call = {router: Router; log: Log; context: RequestContext; request: z.output<typeof requestMessage>};

async function answer({router, log, context, request}: Call): Promise<ControlMessage> {
	const {id, name, params} = request;
	try {
		return {type: 'reply', id, result: (await router.route({name, params}, context)) ?? null};
	} catch (error) {
		const reply = toErrorReply(error);
		if (reply.code === 'internal') {
			log.error('a request failed', {request: name, stack: (error as Error).stack ?? String(error)});
		}

		return {type: 'reply', id, error: reply};
	}
}

function send(connection: FramedConnection, reply: ControlMessage): void {
	try {
		connection.send(reply);
	} catch (error) {
		// Too large for a frame: said in a small one.
		connection.send({type: 'reply', id: (reply as {id: number}).id, error: toErrorReply(error)});
	}
}
