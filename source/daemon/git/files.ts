import {stat} from 'node:fs/promises';

/** Something is at this path (a link whose target is gone is not). */
export async function isReachable(file: string): Promise<boolean> {
	try {
		await stat(file);
		return true;
	} catch {
		return false;
	}
}
