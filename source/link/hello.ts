import {MillwrightError} from '../base/errors.js';
import {within} from '../base/guard.js';
import {safeLine} from '../base/safe-text.js';
import {decodeMessage, frameKind} from '../protocol/frame.js';
import type {Hello, Refusal, Welcome} from '../protocol/hello.js';
import type {FramedConnection} from './connection.js';

/** Milliseconds that the other side has for its part of the hello: one message over a local socket, also on a machine that swaps. */
const helloTime = 5000;

/** How the other side is called in an error, as a sentence begins, and what helps where it does not answer. */
export type Called = {name: string; cure: string};

const someone: Called = {name: 'The other side', cure: 'Run `millwright doctor`.'};

/** The side that connects: says who it is and waits to be let in. Throws what it was refused with. */
export async function greet(connection: FramedConnection, hello: Omit<Hello, 'type'>, called: Called = someone): Promise<Welcome> {
	connection.send({type: 'hello', ...hello} satisfies Hello);
	const reply = await readFirst<Welcome | Refusal>(connection, called).catch((error: unknown) => {
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

	throw new MillwrightError('bad-hello', `${called.name} answered the hello with something else.`, {hint: called.cure});
}

/** The first message of the other side. Rejects when it says nothing, or something else than JSON. */
export async function readFirst<Message>(connection: FramedConnection, {name, cure} = someone): Promise<Message> {
	const frame = await within(helloTime, connection.next(), () => new MillwrightError('slow-hello', `${name} said nothing for ${helloTime / 1000} seconds.`, {hint: cure}));
	if (frame.kind !== frameKind.json) {
		throw new MillwrightError('bad-hello', 'The first message was no hello.');
	}

	return decodeMessage(frame.payload) as Message;
}
