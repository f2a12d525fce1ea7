import {Buffer} from 'node:buffer';
import os from 'node:os';
import path from 'node:path';
import {MillwrightError} from './errors.js';

/** Where things are kept, all absolute. */
export type Paths = {
	/** Documents, journals, session folders, worktrees. */
	state: string;
	/** config.yaml, layouts/ of the person. */
	config: string;
	/** Sockets, the token, the lock. Mode 0700. */
	runtime: string;
};

// The shortest limit in use (macOS has 104 with the closing NUL); a longer path is silently cut by some Node versions.
const socketPathLimit = 103;
// 'holder-' and a session id of at most 40 characters and '.sock'.
const longestSocketName = 52;

export function resolvePaths(environment: Record<string, string | undefined>): Paths {
	const named = environment['HOME'];
	// An empty or relative one would put the state into the folder that one is in, and the daemon's somewhere else.
	const home = named !== undefined && path.isAbsolute(named) ? named : os.userInfo().homedir;
	const under = (variable: string, fallback: string) => {
		const value = environment[variable];
		return path.join(value !== undefined && path.isAbsolute(value) ? value : path.join(home, fallback), 'millwright');
	};

	const state = under('XDG_STATE_HOME', '.local/state');
	const config = under('XDG_CONFIG_HOME', '.config');
	const wanted = environment['XDG_RUNTIME_DIR'];
	const candidates = [
		...(wanted !== undefined && path.isAbsolute(wanted) ? [path.join(wanted, 'millwright')] : []),
		path.join(state, 'r'),
	];
	const runtime = candidates.find(folder => Buffer.byteLength(folder) + 1 + longestSocketName <= socketPathLimit);
	if (runtime === undefined) {
		throw new MillwrightError(
			'socket-path-too-long',
			`The folder for sockets would be ${candidates.at(-1)}, and a socket in it would pass the ${socketPathLimit} bytes that a socket's path may have.`,
			{hint: 'Set XDG_RUNTIME_DIR or XDG_STATE_HOME to a shorter path.'},
		);
	}

	return {state, config, runtime};
}

export const controlSocket = (paths: Paths): string => path.join(paths.runtime, 'daemon.sock');
export const tokenFile = (paths: Paths): string => path.join(paths.runtime, 'token');
export const lockFile = (paths: Paths): string => path.join(paths.state, 'lock');
export const holderSocket = (paths: Paths, session: string): string => path.join(paths.runtime, `holder-${session}.sock`);
export const sessionFolder = (paths: Paths, session: string): string => path.join(paths.state, 'sessions', session);
export const projectFolder = (paths: Paths, project: string): string => path.join(paths.state, 'projects', project);
