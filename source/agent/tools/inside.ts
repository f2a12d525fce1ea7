import {lstat, realpath} from 'node:fs/promises';
import path from 'node:path';

/**
The real path of a file in the tree, whether it exists or not.

Undefined when it would lie outside, be it by `..`, as an absolute path or through a symbolic link, or when it is git's own.
*/
export async function pathInside(tree: string, given: string): Promise<string | undefined> {
	const root = await realpath(tree);
	const wanted = path.resolve(root, given);
	const real = await resolveExisting(wanted);
	if (real === undefined) {
		return undefined;
	}

	const relative = path.relative(root, real);
	const parts = relative.split(path.sep);
	const isOutside = relative === '' || parts[0] === '..' || path.isAbsolute(relative);
	return isOutside || parts.includes('.git') ? undefined : real;
}

// Follows the links of the longest part that exists. A link that leads nowhere is refused: writing would follow it.
async function resolveExisting(wanted: string): Promise<string | undefined> {
	try {
		return await realpath(wanted);
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code !== 'ENOENT') {
			return undefined;
		}
	}

	const isThere = await lstat(wanted).catch(() => undefined) !== undefined;
	const parent = path.dirname(wanted);
	if (isThere || parent === wanted) {
		return undefined;
	}

	const above = await resolveExisting(parent);
	return above === undefined ? undefined : path.join(above, path.basename(wanted));
}
