import {statSync} from 'node:fs';
import path from 'node:path';
import {isProgram} from '../base/is-program.js';

/** The absolute path of what a name stands for, as a shell would find it: by the program's own PATH and folder. Undefined when there is no such program. */
export function findProgram(name: string, {cwd, environment}: {cwd: string; environment: Record<string, string>}): string | undefined {
	if (name.includes('/')) {
		const file = path.resolve(cwd, name);
		return isProgram(file) ? file : undefined;
	}

	const folders = (environment['PATH'] ?? '/usr/local/bin:/usr/bin:/bin').split(':');
	return folders.map(folder => path.resolve(cwd, folder, name)).find(file => isProgram(file));
}

export function isFolder(folder: string): boolean {
	try {
		return statSync(folder).isDirectory();
	} catch {
		return false;
	}
}
