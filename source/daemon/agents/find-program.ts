import {accessSync, constants, statSync} from 'node:fs';
import path from 'node:path';

/** The absolute path of a program, looked up as a shell would; undefined when there is none that may be run. */
export function findProgram(command: string, searchPath: string): string | undefined {
	if (path.isAbsolute(command)) {
		return isProgram(command) ? command : undefined;
	}

	// A relative path would be another program in each folder that it is started in.
	const folders = command.includes('/') ? [] : searchPath.split(path.delimiter).filter(folder => path.isAbsolute(folder));
	return folders.map(folder => path.join(folder, command)).find(file => isProgram(file));
}

function isProgram(file: string): boolean {
	try {
		accessSync(file, constants.X_OK);
		return statSync(file).isFile();
	} catch {
		return false;
	}
}
