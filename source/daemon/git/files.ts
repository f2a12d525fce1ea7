import {constants} from 'node:fs';
import {open, stat} from 'node:fs/promises';

/** Something is at this path (a link whose target is gone is not). */
export async function isReachable(file: string): Promise<boolean> {
	try {
		await stat(file);
		return true;
	} catch {
		return false;
	}
}

/** Every byte of a plain file as a character; '' when nothing is there, undefined for what cannot be read or is no file. */
export async function readBytes(file: string): Promise<string | undefined> {
	try {
		// Without waiting: an agent can put a pipe there that nobody writes to.
		await using handle = await open(file, constants.O_RDONLY | constants.O_NONBLOCK);
		return (await handle.stat()).isFile() ? await handle.readFile('latin1') : undefined;
	} catch (error) {
		return (error as NodeJS.ErrnoException).code === 'ENOENT' ? '' : undefined;
	}
}
