import {rm} from 'node:fs/promises';
import {writeDurably} from '../base/durable-file.js';
import {newToken} from '../base/ids.js';
import {tokenFile, type Paths} from '../base/paths.js';
import {readOwn} from './token.js';

/** By the holder of the lock only. The token is kept over restarts, so that a client that read it a moment ago still gets in. */
export async function ensureToken(paths: Paths): Promise<string> {
	const found = await readOwn(tokenFile(paths));
	if (found !== undefined) {
		return found;
	}

	await rm(tokenFile(paths), {recursive: true, force: true});
	const token = newToken();
	await writeDurably(tokenFile(paths), `${token}\n`);
	return token;
}
