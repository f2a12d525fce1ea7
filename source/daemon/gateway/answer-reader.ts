import type {Buffer} from 'node:buffer';
import type {IncomingMessage} from 'node:http';
import type {Transform} from 'node:stream';
import {finished} from 'node:stream/promises';
import zlib from 'node:zlib';
import type {ProviderWire} from '../models/provider.js';
import {createUsageReader, type UsageSeen} from '../models/usage.js';

export type AnswerReader = {
	push(chunk: Buffer): void;
	end(): Promise<UsageSeen>;
};

const decoders: Readonly<Record<string, () => Transform>> = {
	gzip: () => zlib.createGunzip(),
	deflate: () => zlib.createInflate(),
	br: () => zlib.createBrotliDecompress(),
	zstd: () => zlib.createZstdDecompress(),
};

/** Reads the usage of an answer in passing; one that comes compressed although that was not asked for is read all the same. */
export function createAnswerReader(answer: IncomingMessage, wire: ProviderWire): AnswerReader {
	const reader = createUsageReader({wire, contentType: answer.headers['content-type'] ?? ''});
	const decoder = decoders[answer.headers['content-encoding'] ?? '']?.();
	if (decoder === undefined) {
		return {
			push(chunk) {
				reader.push(chunk);
			},
			async end() {
				return reader.end();
			},
		};
	}

	decoder.on('data', (chunk: Buffer) => {
		reader.push(chunk);
	});
	// A cut stream ends in an error; what was read by then counts.
	const done = finished(decoder).catch(() => undefined);
	return {
		push(chunk) {
			decoder.write(chunk);
		},
		async end() {
			decoder.end();
			await done;
			return reader.end();
		},
	};
}
