import {z} from 'zod';
import {toErrorReply} from '../../base/errors.js';
import type {Log} from '../../base/log.js';
import type {FramedConnection} from '../../link/connection.js';
import type {ControlMessage} from '../../protocol/control.js';
import type {RequestContext, Router} from './router.js';

/** Requests of one connection that may be under way; more wait in its socket. */
const requestLimit = 64;

const requestMessage = z.object({type: z.literal('request'), id: z.number().int(), name: z.string(), params: z.unknown()});

/** `underWay` holds what is not answered yet, of all connections. */
type Attended = {router: Router; log: Log; underWay: Set<Promise<void>>};

/** Answers requests as they come, several at once, and stops listening while too many are under way. */
export function attend(connection: FramedConnection, {router, log, underWay}: Attended, context: RequestContext): void {
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
