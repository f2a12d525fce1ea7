import {open, type FileHandle} from 'node:fs/promises';
import path from 'node:path';
import {syncFolder} from '../../base/durable-file.js';
import {asideName} from './aside.js';
import {decodeLine, isWhole, readLines} from './lines.js';
import type {DamagedFile} from './types.js';

/** Finds where the good part of a journal ends and cuts there. What stands behind a bad line is set aside first; a line without an end was never acknowledged. */
export async function recover({file, handle, report}: {file: string; handle: FileHandle; report(damage: DamagedFile): void}): Promise<{last: number; end: number}> {
	let end = 0;
	let newest: Uint8Array | undefined;
	let isTorn = false;
	let isBad = false;
	for await (const line of readLines(handle)) {
		isTorn = !line.complete;
		isBad = line.complete && !isWhole(line.bytes);
		if (isTorn || isBad) {
			break;
		}

		end = line.end;
		newest = line.bytes;
	}

	if (isBad) {
		const movedTo = await copyRest({file, handle, from: end});
		report({file, movedTo, reason: `The journal ${file} was damaged from byte ${end} on; what is before is used, what is behind was put aside.`});
	}

	if (isTorn || isBad) {
		await handle.truncate(end);
		await handle.sync();
	}

	return {last: newest === undefined ? 0 : decodeLine(newest).seq, end};
}

/** Throws when it cannot: nothing is cut off that was not copied. */
async function copyRest({file, handle, from}: {file: string; handle: FileHandle; from: number}): Promise<string> {
	const target = asideName(file);
	await using copy = await open(target, 'wx', 0o600);
	const {size} = await handle.stat();
	const chunk = new Uint8Array(1024 * 1024);
	for (let position = from; position < size;) {
		const {bytesRead} = await handle.read(chunk, 0, chunk.length, position);
		if (bytesRead === 0) {
			break;
		}

		await copy.writeFile(chunk.subarray(0, bytesRead));
		position += bytesRead;
	}

	await copy.sync();
	await syncFolder(path.dirname(file));
	return target;
}
