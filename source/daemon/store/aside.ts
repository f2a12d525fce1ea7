import {link, unlink} from 'node:fs/promises';
import path from 'node:path';
import {syncFolder} from '../../base/durable-file.js';

/**
Puts a damaged file aside as `<file>.corrupt-<time>`, its bytes kept. Undefined when that failed: the file is then where it
was, and must not be written over.
*/
export async function setAside(file: string): Promise<string | undefined> {
	for (let number = 0; number < 100; number++) {
		const target = asideName(file, number);
		try {
			// By a second name, because a rename would replace whatever has that name, and because it takes no space.
			await link(file, target);
			await unlink(file);
			await syncFolder(path.dirname(file));
			return target;
		} catch (error) {
			if ((error as NodeJS.ErrnoException).code !== 'EEXIST') {
				return undefined;
			}
		}
	}

	return undefined;
}

/** A second one within the same millisecond gets a number. */
export function asideName(file: string, number = 0): string {
	const time = new Date().toISOString().replaceAll(/[.:]/gv, '-');
	return `${file}.corrupt-${time}${number === 0 ? '' : `-${number}`}`;
}
