import path from 'node:path';
import {readStamped} from './files.js';
import type {Repository} from './types.js';

/**
What a ref that was given in full names, read from its own file: a process of git's costs ten times as much.

Undefined where that file does not say it all, and git has to be asked: the ref is not there, packed, symbolic or kept in another way.
*/
export async function looseRef(repo: Repository, ref: string): Promise<string | undefined> {
	// No dots: such a name is none that leads elsewhere.
	if (!/^refs(?:\/[\w\-]+)+$/v.test(ref)) {
		return undefined;
	}

	const said = await readStamped(path.join(repo.gitDir, ref));
	const name = said?.text.trim() ?? '';
	return isObjectName(name) && /[^0]/v.test(name) ? name : undefined;
}

/** The whole name of an object, which says what is in it: it never means another. */
export const isObjectName = (text: string): boolean => /^(?:[\da-f]{40}|[\da-f]{64})$/v.test(text);
