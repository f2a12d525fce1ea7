import {access, constants, mkdir, mkdtemp, realpath} from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type {Context} from '../commands/command.js';
import {resolvePaths} from '../base/paths.js';
import {storyScript} from './story.js';

/** The demo's throwaway folder, with a state, a configuration and sockets of its own: the person's daemon is not touched. */
export type Room = {
	folder: string;
	repository: string;
	/** As if Millwright had been started in there. */
	context: Context;
};

export async function makeRoom(context: Context): Promise<Room> {
	const folder = await realpath(await mkdtemp(path.join(await shortTemporaryFolder(), 'mw-')));
	const repository = path.join(folder, 'sheaf');
	const environment = {
		...context.environment,
		XDG_STATE_HOME: path.join(folder, 's'),
		XDG_CONFIG_HOME: path.join(folder, 'c'),
		XDG_RUNTIME_DIR: path.join(folder, 'r'),
		MILLWRIGHT_REHEARSAL: storyScript(),
	};
	for (const name of ['s', 'c', 'r']) {
		await mkdir(path.join(folder, name), {mode: 0o700});
	}

	return {folder, repository, context: {...context, environment, paths: resolvePaths(environment), cwd: repository}};
}

// 'mw-123456/r/millwright/' and the longest name of a socket must fit into the 103 bytes of a socket's path.
const longestRoot = 24;

/** Temporary folders can be deep (macOS, some CI): sockets need a short one. */
async function shortTemporaryFolder(): Promise<string> {
	const usual = os.tmpdir();
	if (usual.length <= longestRoot) {
		return usual;
	}

	try {
		await access('/tmp', constants.W_OK);
		return '/tmp';
	} catch {
		return usual;
	}
}
