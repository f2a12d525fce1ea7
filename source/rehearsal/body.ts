import {Buffer} from 'node:buffer';
import type {IncomingMessage} from 'node:http';
import {promisify} from 'node:util';
import {brotliDecompress, gunzip, inflate, zstdDecompress} from 'node:zlib';
import type {Loose} from './heard.js';

// Codex compresses its requests with zstd when it is logged in; the others may use what HTTP has always had.
const decoders: Record<string, (bytes: Buffer) => Promise<Buffer>> = {
	gzip: promisify<Buffer, Buffer>(gunzip),
	deflate: promisify<Buffer, Buffer>(inflate),
	br: promisify<Buffer, Buffer>(brotliDecompress),
	zstd: promisify<Buffer, Buffer>(zstdDecompress),
};

/** The JSON of a request, and its size in characters. An empty body is an empty object. */
export async function readBody(request: IncomingMessage): Promise<{body: Loose; size: number}> {
	const pieces: Buffer[] = [];
	for await (const piece of request) {
		pieces.push(piece as Buffer);
	}

	const bytes = Buffer.concat(pieces);
	const decode = decoders[request.headers['content-encoding'] ?? ''];
	const text = (decode ? await decode(bytes) : bytes).toString('utf8');
	const body: unknown = text === '' ? {} : JSON.parse(text);
	if (typeof body !== 'object' || body === null || Array.isArray(body)) {
		throw new TypeError('expected a JSON object as the body');
	}

	return {body: body as Loose, size: text.length};
}
