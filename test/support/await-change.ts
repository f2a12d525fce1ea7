import {readFileSync, watch} from 'node:fs';
import path from 'node:path';
import {within} from '../../source/base/guard.js';

/** Resolves to the text of a file once it is there and not empty. */
export async function awaitChange(file: string): Promise<string> {
	const {promise, resolve} = Promise.withResolvers<string>();
	const look = () => {
		try {
			const text = readFileSync(file, 'utf8');
			if (text !== '') {
				resolve(text);
			}
		} catch {
			// Not there yet.
		}
	};

	const watcher = watch(path.dirname(file), look);
	try {
		look();
		return await within(100_000, promise, () => new Error(`Nothing was written to ${file}.`));
	} finally {
		watcher.close();
	}
}
