import {Buffer} from 'node:buffer';
import {existsSync, lstatSync, readFileSync} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
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

export type PathOptions = {
	/** Whether the system keeps the person's runtime folder when the last login ends; asked of systemd unless given. */
	lingers?: () => boolean;
};

/**
The folders of a person. The folder of sockets is the one that a daemon of this state has used before, for as long as it is there:
whoever comes by another way (ssh, cron, sudo), with another XDG_RUNTIME_DIR or none, finds the same daemon and the same sessions.
*/
export function resolvePaths(environment: Record<string, string | undefined>, {lingers = isLingering}: PathOptions = {}): Paths {
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
	const isLasting = wanted !== undefined && path.isAbsolute(wanted) && (!wanted.startsWith('/run/user/') || lingers());
	const candidates = [
		...usedBefore(state),
		...(isLasting ? [path.join(wanted, 'millwright')] : []),
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

/** systemd removes /run/user/… when the last login of a person ends, with every socket in it, unless they linger; what is detached must outlive that. */
const isLingering = (): boolean => existsSync(path.join('/var/lib/systemd/linger', os.userInfo().username));

/** What the file `runtime` of the state says, when that is a folder of this person's alone. */
function usedBefore(state: string): string[] {
	try {
		const folder = readFileSync(path.join(state, 'runtime'), 'utf8').trim();
		const status = lstatSync(folder);
		return path.isAbsolute(folder) && status.isDirectory() && status.uid === process.getuid?.() && (status.mode & 0o077) === 0 ? [folder] : [];
	} catch {
		return [];
	}
}

export const runtimeFile = (paths: Paths): string => path.join(paths.state, 'runtime');
export const controlSocket = (paths: Paths): string => path.join(paths.runtime, 'daemon.sock');
export const heraldSocket = (paths: Paths): string => path.join(paths.runtime, 'herald.sock');
export const tokenFile = (paths: Paths): string => path.join(paths.runtime, 'token');
export const lockFile = (paths: Paths): string => path.join(paths.state, 'lock');
export const holderSocket = (paths: Paths, session: string): string => path.join(paths.runtime, `holder-${session}.sock`);
export const sessionFolder = (paths: Paths, session: string): string => path.join(paths.state, 'sessions', session);
export const projectFolder = (paths: Paths, project: string): string => path.join(paths.state, 'projects', project);
