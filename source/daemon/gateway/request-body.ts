import {Buffer} from 'node:buffer';
import type {IncomingMessage} from 'node:http';
import zlib from 'node:zlib';
import {asObject, parseJson, type Json} from '../models/json.js';

/** Bytes of a request: what the vendors themselves take at most. */
export const bodyLimit = 32 * 1024 * 1024;

export type RequestBody = {
	/** As the agent sent it. */
	bytes: Buffer;
	/** Decompressed and parsed; undefined when it is not a JSON object. */
	json: Json | undefined;
	/** Of the decompressed text. */
	characters: number;
};

/** The whole body, or `too-large`. It is held in memory, as another provider may have to be asked with it. */
export async function readRequestBody(request: IncomingMessage): Promise<RequestBody | 'too-large'> {
	if (Number(request.headers['content-length'] ?? 0) > bodyLimit) {
		return 'too-large';
	}

	const chunks: Buffer[] = [];
	let size = 0;
	for await (const chunk of request as AsyncIterable<Buffer>) {
		size += chunk.length;
		if (size > bodyLimit) {
			return 'too-large';
		}

		chunks.push(chunk);
	}

	const bytes = Buffer.concat(chunks);
	const text = decompress(bytes, request.headers['content-encoding'])?.toString('utf8') ?? '';
	return {bytes, json: asObject(parseJson(text)), characters: text.length};
}

function decompress(bytes: Buffer, encoding: string | undefined): Buffer | undefined {
	const options = {maxOutputLength: bodyLimit};
	try {
		switch (encoding) {
			case undefined:
			case 'identity': {
				return bytes;
			}

			case 'gzip': {
				return zlib.gunzipSync(bytes, options);
			}

			case 'br': {
				return zlib.brotliDecompressSync(bytes, options);
			}

			case 'zstd': {
				return zlib.zstdDecompressSync(bytes, options);
			}

			case 'deflate': {
				return zlib.inflateSync(bytes, options);
			}

			default: {
				return undefined;
			}
		}
	} catch {
		// Broken or a bomb: not JSON either way.
		return undefined;
	}
}
