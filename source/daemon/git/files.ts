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

// No configuration and no ref is larger; a file that an agent has put there may be.
const largest = 1_048_576;

/** `text` has every byte of a plain file as a character; '' when nothing is there. `stamp` changes with every change of it, and `changed` is when the last was, in Unix milliseconds. */
export type StampedFile = {text: string; stamp: string; changed: number};

/** Undefined for what cannot be read, is no file, or is larger than a mebibyte. */
export async function readStamped(file: string): Promise<StampedFile | undefined> {
	try {
		// Without waiting: an agent can put a pipe there that nobody writes to.
		await using handle = await open(file, constants.O_RDONLY | constants.O_NONBLOCK);
		const status = await handle.stat({bigint: true});
		return status.isFile() && status.size <= largest
			? {text: await handle.readFile('latin1'), stamp: `${status.dev}:${status.ino}:${status.ctimeNs}`, changed: Number(status.ctimeMs)}
			: undefined;
	} catch (error) {
		return (error as NodeJS.ErrnoException).code === 'ENOENT' ? {text: '', stamp: '', changed: 0} : undefined;
	}
}
