import {open, rm} from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import {pipeline} from 'node:stream/promises';
import {MillwrightError} from '../../base/errors.js';
import {safeLine} from '../../base/safe-text.js';

/** Writes to a file that is not there yet, or to stdout. Throws when the file is there: nothing is overwritten. */
export async function writeOut(chunks: AsyncIterable<string | Uint8Array>, {file, cwd}: {file: string | undefined; cwd: string}): Promise<void> {
	if (file === undefined) {
		await pipeline(chunks, process.stdout, {end: false});
		return;
	}

	const target = path.resolve(cwd, file);
	let isMade = false;
	try {
		const handle = await open(target, 'wx', 0o600);
		isMade = true;
		await pipeline(chunks, handle.createWriteStream());
	} catch (error) {
		if (isMade) {
			// Half of it would be taken for the whole, and stand in the way of the next try.
			await rm(target, {force: true});
		}

		const isThere = (error as NodeJS.ErrnoException).code === 'EEXIST';
		throw new MillwrightError('not-written', isThere ? `The file ${safeLine(file)} is there already.` : `The file ${safeLine(file)} could not be written: ${(error as Error).message}`, {
			hint: isThere ? 'Give another name, or remove it first.' : 'Give a place that can be written to.',
			cause: error,
		});
	}
}
