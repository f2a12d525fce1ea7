import path from 'node:path';
import {isProgram} from '../../base/is-program.js';

/** The absolute path of a program, looked up as a shell would; undefined when there is none that may be run. */
export function findProgram(command: string, searchPath: string): string | undefined {
	if (path.isAbsolute(command)) {
		return isProgram(command) ? command : undefined;
	}

	// A relative path would be another program in each folder that it is started in.
	const folders = command.includes('/') ? [] : searchPath.split(path.delimiter).filter(folder => path.isAbsolute(folder));
	return folders.map(folder => path.join(folder, command)).find(file => isProgram(file));
}
