import {Buffer} from 'node:buffer';
import {asObject, parseJson, type Json} from '../models/json.js';

/** A request with the usage asked for, when it streams and did not ask for it itself; undefined when there is nothing to add. */
export function askForUsage(json: Json): Json | undefined {
	const options = asObject(json['stream_options']) ?? {};
	return json['stream'] === true && options['include_usage'] !== true ? {...json, stream_options: {...options, include_usage: true}} : undefined;
}

export type ByteFilter = {push(chunk: Buffer): Buffer; end(): Buffer};

/**
Takes the chunk with the usage out of a Chat Completions stream again: a client that did not ask for it may stumble over its
empty `choices`. All other bytes pass as they are.
*/
export function dropUsageChunk(): ByteFilter {
	// Latin-1 gives each byte a character of its own, so that what passes is unchanged, a character cut in two included.
	let rest = '';
	const take = (text: string): Buffer => Buffer.from(text, 'latin1');
	return {
		push(chunk) {
			const pieces = `${rest}${chunk.toString('latin1')}`.split(/(?<=\n\n|\r\n\r\n)/v);
			rest = pieces.pop() ?? '';
			if (/\n\r?\n$/v.test(rest)) {
				pieces.push(rest);
				rest = '';
			}

			return take(pieces.filter(piece => !isUsageChunk(piece)).join(''));
		},
		end() {
			const last = isUsageChunk(rest) ? '' : rest;
			rest = '';
			return take(last);
		},
	};
}

function isUsageChunk(event: string): boolean {
	if (!event.startsWith('data:')) {
		return false;
	}

	const chunk = asObject(parseJson(event.slice('data:'.length)));
	return Array.isArray(chunk?.['choices']) && chunk['choices'].length === 0 && asObject(chunk['usage']) !== undefined;
}
