import {Buffer} from 'node:buffer';
import {once} from 'node:events';
import type {IncomingMessage, ServerResponse} from 'node:http';
import type {UsageSeen} from '../models/usage.js';
import type {ProviderWire} from '../models/provider.js';
import {createAnswerReader} from './answer-reader.js';
import {answerHeaders} from './headers.js';
import type {ByteFilter} from './usage-chunk.js';

export type RelayOptions = {
	answer: IncomingMessage;
	response: ServerResponse;
	wire: ProviderWire;
	/** Ends when the agent goes away or its grant does. */
	signal: AbortSignal;
	/** Taken out of errors, should a provider repeat it. */
	key: string | undefined;
	filter?: ByteFilter;
};

export type Relayed = {
	seen: UsageSeen;
	/** Whether the provider's answer came to its end. */
	whole: boolean;
	/** Sends what was held back: the end of a stream, or all of a body that does not stream. */
	conclude(): void;
};

// A body that does not stream is no use to the agent before its end: it is held, so that the ledger is written before it. One larger than this passes as it comes.
const heldAtMost = 32 * 1024 * 1024;

/** Passes an answer on as it comes, and reads its usage in passing. Never throws: an answer that was cut is one that is not `whole`. */
export async function relay(options: RelayOptions): Promise<Relayed> {
	const {answer, response, wire, filter} = options;
	const reader = createAnswerReader(answer, wire);
	const outlet = createOutlet(options);
	let isWhole = false;
	try {
		for await (const chunk of answer as AsyncIterable<Buffer>) {
			reader.push(chunk);
			await outlet.write(filter?.push(chunk) ?? chunk);
		}

		await outlet.write(filter?.end() ?? Buffer.alloc(0));
		isWhole = answer.complete;
	} catch {
		answer.destroy();
	}

	return {
		seen: await reader.end(),
		whole: isWhole,
		conclude() {
			if (isWhole) {
				outlet.end();
			} else {
				// A clean end would make half an answer look like a whole one.
				response.destroy();
			}
		},
	};
}

type Outlet = {write(chunk: Buffer): Promise<void>; end(): void};

function createOutlet({answer, response, signal, key}: RelayOptions): Outlet {
	const status = answer.statusCode ?? 502;
	const headers = answerHeaders(answer.headers);
	const held: Buffer[] = [];
	let size = 0;
	let isStreams = (answer.headers['content-type'] ?? '').includes('text/event-stream');
	const start = () => {
		response.writeHead(status, headers);
		response.flushHeaders();
	};

	const send = async (chunk: Buffer) => {
		if (chunk.length > 0 && !response.write(chunk)) {
			await once(response, 'drain', {signal});
		}
	};

	if (isStreams) {
		start();
	}

	return {
		async write(chunk) {
			if (isStreams) {
				await send(chunk);
				return;
			}

			held.push(chunk);
			size += chunk.length;
			if (!(size > heldAtMost)) {
				return;
			}

			isStreams = true;
			start();
			await send(Buffer.concat(held));
		},
		end() {
			if (isStreams) {
				response.end();
				return;
			}

			const body = status >= 400 ? withoutKey(Buffer.concat(held), key) : Buffer.concat(held);
			response.writeHead(status, {...headers, 'content-length': body.length});
			response.end(body);
		},
	};
}

/** Some vendors repeat the key that they refuse. */
function withoutKey(body: Buffer, key: string | undefined): Buffer {
	return key !== undefined && body.includes(key) ? Buffer.from(body.toString('latin1').replaceAll(key, '[key]'), 'latin1') : body;
}
