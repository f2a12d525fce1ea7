import {MillwrightError} from '../base/errors.js';
import {within} from '../base/guard.js';
import {safeLine} from '../base/safe-text.js';
import {decodeMessage, frameKind} from '../protocol/frame.js';
import type {Hello, Refusal, Welcome} from '../protocol/hello.js';
import type {FramedConnection} from './connection.js';

/** Milliseconds that the other side has for its part of the hello: one message over a local socket, also on a machine that swaps. */
const helloTime = 5000;

/** The side that connects: says who it is and waits to be let in. Throws what it was refused with. */
export async function greet(connection: FramedConnection, hello: Omit<Hello, 'type'>): Promise<Welcome> {
	connection.send({type: 'hello', ...hello} satisfies Hello);
	const reply = await readFirst<Welcome | Refusal>(connection).catch((error: unknown) => {
		connection.destroy();
		throw error;
	});
	if (reply.type === 'welcome') {
		connection.trust();
		return reply;
	}

	connection.destroy();
	if (reply.type === 'refused') {
		throw new MillwrightError(reply.code, safeLine(reply.message), {hint: safeLine(reply.hint)});
	}

	throw new MillwrightError('bad-hello', 'The other side of the socket answered the hello with something else.', {hint: 'Run `millwright doctor`.'});
}

/** The first message of the other side. Rejects when it says nothing, or something else than JSON. */
export async function readFirst<Message>(connection: FramedConnection): Promise<Message> {
	const frame = await within(helloTime, connection.next(), () => new MillwrightError('slow-hello', `The other side said nothing for ${helloTime / 1000} seconds.`, {hint: 'Run `millwright doctor`.'}));
	if (frame.kind !== frameKind.json) {
		throw new MillwrightError('bad-hello', 'The first message was no hello.');
	}

	return decodeMessage(frame.payload) as Message;
}
