import type {ServerResponse} from 'node:http';
import {setTimeout as wait} from 'node:timers/promises';
import type {Chunk} from './reply.js';

export function sendJson(response: ServerResponse, {status, body, headers}: {status: number; body: unknown; headers?: Record<string, string>}): void {
	if (response.headersSent) {
		response.destroy();
		return;
	}

	response.writeHead(status, {'content-type': 'application/json', ...headers});
	response.end(JSON.stringify(body));
}

/** Milliseconds before the first chunk and after each word, and how many words go out before the connection is cut. */
export type Tempo = {pause: number; delay: number; cutAfter?: number};

/** Sends server-sent events, word by word; ends early when the caller goes. */
export async function sendStream(response: ServerResponse, chunks: Iterable<Chunk>, {pause, delay, cutAfter}: Tempo): Promise<void> {
	const gone = new AbortController();
	response.on('close', () => {
		gone.abort();
	});
	const rest = async (milliseconds: number) => {
		if (milliseconds > 0) {
			await wait(milliseconds, undefined, {signal: gone.signal}).catch(() => undefined);
		}
	};

	response.writeHead(200, {'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-cache'});
	response.flushHeaders();
	await rest(pause);
	let words = 0;
	for (const {event, data, paced} of chunks) {
		if (gone.signal.aborted) {
			return;
		}

		if (paced && words === cutAfter) {
			await flushed(response);
			response.destroy();
			return;
		}

		const name = event === undefined ? '' : `event: ${event}\n`;
		response.write(`${name}data: ${typeof data === 'string' ? data : JSON.stringify(data)}\n\n`);
		if (!paced) {
			continue;
		}

		words++;
		await rest(delay);
	}

	if (cutAfter !== undefined) {
		await flushed(response);
		response.destroy();
		return;
	}

	response.end();
}

// Until what was written has left for the kernel, destroying would take it back.
async function flushed(response: ServerResponse): Promise<void> {
	await new Promise<void>(resolve => {
		response.write('', () => {
			resolve();
		});
	});
}
