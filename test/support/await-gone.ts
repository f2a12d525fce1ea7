import {existsSync, watch} from 'node:fs';
import path from 'node:path';
import {within} from '../../source/base/guard.js';

/** Resolves when a file or a folder is there no more. */
export async function awaitGone(file: string): Promise<void> {
	// Its folder may go with it, and then cannot be watched.
	if (!existsSync(path.dirname(file))) {
		return;
	}

	const {promise, resolve} = Promise.withResolvers<void>();
	const look = () => {
		if (!existsSync(file)) {
			resolve();
		}
	};

	const watcher = watch(path.dirname(file), look);
	try {
		look();
		await within(100_000, promise, () => new Error(`${file} did not go.`));
	} finally {
		watcher.close();
	}
}
