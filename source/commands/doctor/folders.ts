import {Buffer} from 'node:buffer';
import {constants} from 'node:fs';
import {access, lstat, stat} from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import {holderSocket} from '../../base/paths.js';
import type {Context} from '../command.js';
import type {Check, Look} from './check.js';

/** The folders of state, configuration and sockets: that they are ours, that they can be written, and that no socket's path is too long. */
export const lookAtFolders: Look = async ({paths}: Context) => [
	await checkFolder('state', paths.state),
	await checkFolder('config', paths.config),
	await checkRuntime(paths.runtime),
	checkSocketPath(holderSocket(paths, 's-0123456789')),
];

async function checkFolder(name: string, folder: string): Promise<Check> {
	const status = await stat(folder).catch(() => undefined);
	if (status === undefined) {
		const parent = await existingParent(folder);
		return await mayWrite(parent)
			? {name, state: 'good', found: `${folder} (made when it is needed)`}
			: {name, state: 'bad', found: `${folder} is missing and ${parent} cannot be written`, cure: 'Make it, or set the XDG variable to a folder that can be written.'};
	}

	if (!status.isDirectory()) {
		return {name, state: 'bad', found: `${folder} is no folder`, cure: 'Move it out of the way.'};
	}

	return await mayWrite(folder) ? {name, state: 'good', found: folder} : {name, state: 'bad', found: `${folder} cannot be written`, cure: `Run \`chown -R "$USER" ${folder}\`.`};
}

async function checkRuntime(folder: string): Promise<Check> {
	const status = await lstat(folder).catch(() => undefined);
	if (status === undefined) {
		return checkFolder('sockets', folder);
	}

	if (status.isSymbolicLink() || !status.isDirectory() || status.uid !== process.getuid?.()) {
		return {name: 'sockets', state: 'bad', found: `${folder} is not a plain folder of yours`, cure: 'Remove it, or set XDG_RUNTIME_DIR to a folder of yours.'};
	}

	const mode = status.mode & 0o777;
	return (mode & 0o077) === 0
		? {name: 'sockets', state: 'good', found: `${folder}, mode ${mode.toString(8)}`}
		: {name: 'sockets', state: 'bad', found: `${folder} has mode ${mode.toString(8)}: others can reach in`, cure: `Run \`chmod 700 ${folder}\`.`};
}

// The shortest limit in use; a longer path is silently cut by some versions of Node.
const socketLimit = 103;

function checkSocketPath(socket: string): Check {
	const length = Buffer.byteLength(socket);
	return length <= socketLimit
		? {name: 'socket path', state: 'good', found: `${length} of ${socketLimit} bytes`}
		: {name: 'socket path', state: 'bad', found: `${length} bytes, and ${socketLimit} are allowed: ${socket}`, cure: 'Set XDG_RUNTIME_DIR to a shorter path.'};
}

/** The nearest folder above that exists. */
export async function existingParent(folder: string): Promise<string> {
	const status = await stat(folder).catch(() => undefined);
	return status !== undefined || path.dirname(folder) === folder ? folder : existingParent(path.dirname(folder));
}

async function mayWrite(folder: string): Promise<boolean> {
	try {
		await access(folder, constants.W_OK | constants.X_OK);
		return true;
	} catch {
		return false;
	}
}
