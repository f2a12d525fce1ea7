import {closeSync, constants, lstatSync, openSync, readFileSync} from 'node:fs';
import process from 'node:process';
import {MillwrightError} from '../base/errors.js';
import {tokenFile, type Paths} from '../base/paths.js';

const form = /^[0-9a-f]{64}$/v;

/** The token that every connection to the daemon presents. */
export async function readToken(paths: Paths): Promise<string> {
	const token = await readOwn(tokenFile(paths));
	if (token === undefined) {
		throw new MillwrightError('no-token', `The token file ${tokenFile(paths)} is missing or not what it should be.`, {hint: 'End the daemon by its process id and start again: agents go on.'});
	}

	return token;
}

/** Undefined unless it is a plain file of ours that nobody else may read. */
export async function readOwn(file: string): Promise<string | undefined> {
	try {
		const status = lstatSync(file);
		if (!status.isFile() || status.uid !== process.getuid?.() || (status.mode & 0o077) !== 0) {
			return undefined;
		}

		const handle = openSync(file, constants.O_RDONLY | constants.O_NOFOLLOW);
		try {
			const token = readFileSync(handle, 'utf8').trim();
			return form.test(token) ? token : undefined;
		} finally {
			closeSync(handle);
		}
	} catch {
		return undefined;
	}
}
