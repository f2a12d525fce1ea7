import {promises as fs} from 'node:fs';
import type {FileHandle} from 'node:fs/promises';
import path from 'node:path';
import {Buffer} from 'node:buffer';

export type DurableOptions = {
	/** Permissions; 0600 unless said. */
	mode?: number;
	/** Keep what stood there before under this name. */
	backup?: string;
};

/**
Replaces a file so that a reader sees the old or the new whole, and a power cut after it resolved finds the new.

Unique temporary name, write to the end, size check, flush, rename, flush of the folder. What a flush reports is believed
once: on failure the temporary file is thrown away, and trying again means a new one, because the kernel may have dropped
the pages. What comes in pieces is written as it comes, and nothing is left of it when one fails.
*/
export async function writeDurably(file: string, data: string | Uint8Array | AsyncIterable<string>, options: DurableOptions = {}): Promise<void> {
	const temporary = temporaryOf(file);
	try {
		const handle = await fs.open(temporary, 'wx', options.mode ?? 0o600);
		try {
			await fill(handle, typeof data === 'string' || data instanceof Uint8Array ? [data] : data);
			await handle.sync();
		} finally {
			await handle.close();
		}

		if (options.backup !== undefined) {
			await keepOld(file, options.backup);
		}

		await fs.rename(temporary, file);
	} catch (error) {
		await fs.rm(temporary, {force: true});
		throw error;
	}

	await syncFolder(path.dirname(file));
}

/** Makes a folder and flushes it into its parent; mode 0700. */
export async function makeFolder(folder: string): Promise<void> {
	const first = await fs.mkdir(folder, {recursive: true, mode: 0o700});
	if (first === undefined) {
		return;
	}

	for (let made = folder; made.length >= first.length; made = path.dirname(made)) {
		await syncFolder(path.dirname(made));
	}
}

/** Makes renames and removals in a folder last. */
export async function syncFolder(folder: string): Promise<void> {
	const handle = await fs.open(folder, 'r');
	try {
		await handle.sync();
	} finally {
		await handle.close();
	}
}

/** `writeFile` loops over short writes; the size is checked because a full disk has been seen to report none. */
async function fill(handle: FileHandle, pieces: Iterable<string | Uint8Array> | AsyncIterable<string>): Promise<void> {
	let length = 0;
	for await (const piece of pieces) {
		const bytes = typeof piece === 'string' ? Buffer.from(piece) : piece;
		await handle.writeFile(bytes);
		length += bytes.length;
	}

	const {size} = await handle.stat();
	if (size !== length) {
		throw Object.assign(new Error(`${size} of ${length} bytes were written.`), {code: 'ENOSPC'});
	}
}

/** A second name for the old content, put in place by rename, so that there is never a moment without either. */
async function keepOld(file: string, backup: string): Promise<void> {
	const temporary = temporaryOf(backup);
	try {
		await fs.link(file, temporary);
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === 'ENOENT') {
			return;
		}

		throw error;
	}

	await fs.rename(temporary, backup);
}

/** Beside the file. The global `crypto` is loaded when it is first used: the module of that name would take 4 ms of every start. */
const temporaryOf = (file: string): string => `${file}.${crypto.randomUUID().slice(-12)}.tmp`;
