import path from 'node:path';
import {connectDaemon, type DaemonLink} from '../link/daemon.js';
import type {Context} from './command.js';

export type Daemon = DaemonLink;

export type ReachOptions = {
	/** Start a daemon when none runs. Yes unless said. */
	start?: boolean;
	/** A caretaker is let in whatever version the daemon has. A `command` unless said. */
	role?: 'command' | 'caretaker';
};

/** Connects, works, and lets go, whatever came of it. */
export async function withDaemon<Value>(context: Context, work: (daemon: Daemon) => Promise<Value>, options: ReachOptions = {}): Promise<Value> {
	const daemon = await reachDaemon(context, options);
	try {
		return await work(daemon);
	} finally {
		daemon.close();
	}
}

export async function reachDaemon(context: Context, {start = true, role = 'command'}: ReachOptions = {}): Promise<Daemon> {
	const {paths, environment, print} = context;
	const rehearsal = rehearsalOf(context);
	// The daemon is somewhere else: a relative script would be another file there.
	const inherited = rehearsal === undefined ? environment : {...environment, MILLWRIGHT_REHEARSAL: rehearsal};
	return print.during('Starting the daemon', connectDaemon({paths, start, role, rehearsal, environment: {...inherited}}));
}

/** The rehearsal script that the environment names, absolute. */
export function rehearsalOf({environment, cwd}: Context): string | undefined {
	const script = environment['MILLWRIGHT_REHEARSAL'];
	return script === undefined || script === '' ? undefined : path.resolve(cwd, script);
}
