import {Buffer} from 'node:buffer';
import type {FileHandle} from 'node:fs/promises';
import {crc32} from 'node:zlib';

/*
A line of a journal: {"crc":"0badf00d","seq":1,"at":1763640000000,"record":{…}}
The checksum is of the bytes that follow it, so that a line is verified without being parsed.
*/

const prefix = '{"crc":"';
const headLength = prefix.length + 8 + 2;
const newline = 0x0A;
/** Bytes read at once. */
const chunkSize = 1024 * 1024;
/** No record comes near it: a line that passes it is damage. */
const lineLimit = 64 * 1024 * 1024;

/** `record` is JSON already. */
export function encodeLine({seq, at, record}: {seq: number; at: number; record: string}): string {
	const rest = `"seq":${seq},"at":${at},"record":${record}}`;
	return `${head(rest)}${rest}\n`;
}

export function isWhole(line: Uint8Array): boolean {
	const bytes = Buffer.from(line.buffer, line.byteOffset, line.byteLength);
	return bytes.length > headLength && bytes.toString('latin1', 0, headLength) === head(bytes.subarray(headLength));
}

export function decodeLine<T>(line: Uint8Array): {seq: number; at: number; record: T} {
	const {seq, at, record} = JSON.parse(Buffer.from(line.buffer, line.byteOffset, line.byteLength).toString()) as {seq: number; at: number; record: T};
	return {seq, at, record};
}

/** All that stands before what the checksum is of. */
const head = (rest: string | Uint8Array): string => `${prefix}${crc32(rest).toString(16).padStart(8, '0')}",`;

/** The lines up to `end` (of the file, unless given), without their newline; `end` of each is where the next starts. The last one may lack its newline: `complete` says. */
export async function * readLines(handle: FileHandle, end = Infinity): AsyncGenerator<{bytes: Uint8Array; end: number; complete: boolean}> {
	let rest: Uint8Array = new Uint8Array(0);
	let position = 0;
	let consumed = 0;
	while (position < end) {
		const chunk = new Uint8Array(Math.min(chunkSize, end - position));
		const {bytesRead} = await handle.read(chunk, 0, chunk.length, position);
		if (bytesRead === 0) {
			break;
		}

		position += bytesRead;
		const bytes = rest.length === 0 ? chunk.subarray(0, bytesRead) : Buffer.concat([rest, chunk.subarray(0, bytesRead)]);
		let start = 0;
		for (let stop = bytes.indexOf(newline); stop !== -1; stop = bytes.indexOf(newline, start)) {
			consumed += stop + 1 - start;
			yield {bytes: bytes.subarray(start, stop), end: consumed, complete: true};
			start = stop + 1;
		}

		rest = bytes.subarray(start);
		if (rest.length > lineLimit) {
			break;
		}
	}

	if (rest.length > 0) {
		yield {bytes: rest, end: consumed + rest.length, complete: false};
	}
}
