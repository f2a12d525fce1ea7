import {readdir, readFile, stat} from 'node:fs/promises';
import path from 'node:path';

/** A project's file as text; undefined when there is none that could be read. */
export async function read(folder: string, name: string): Promise<string | undefined> {
	try {
		return await readFile(path.join(folder, name), 'utf8');
	} catch {
		return undefined;
	}
}

/** Which of these names are there. */
export async function present(folder: string, names: readonly string[]): Promise<string[]> {
	const there: string[] = [];
	for (const name of names) {
		try {
			await stat(path.join(folder, name));
			there.push(name);
		} catch {}
	}

	return there;
}

/** The names in a folder; none when it is none. */
export async function entries(folder: string): Promise<string[]> {
	try {
		return await readdir(folder);
	} catch {
		return [];
	}
}
