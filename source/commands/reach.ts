import path from 'node:path';
import {connectDaemon, type DaemonLink} from '../link/daemon.js';
import type {Context} from './command.js';

export type Daemon = DaemonLink;

export type ReachOptions = {
	/** Start a daemon when none runs. Yes unless said. */
	start?: boolean;
	/** A caretaker is let in whatever version the daemon has; a client shows the floor. A `command` unless said. */
	role?: 'client' | 'command' | 'caretaker';
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
	const connect = async () => connectDaemon({paths, start, role, rehearsal, environment: {...inherited}});
	return print.during('Starting the daemon', persist(connect));
}

// A daemon that is killed may still take a connection while it goes; the one after it does not.
const attempts = 5;

async function persist(connect: () => Promise<Daemon>): Promise<Daemon> {
	for (let attempt = 1; ; attempt++) {
		try {
			return await connect();
		} catch (error) {
			if (attempt === attempts || !['ECONNRESET', 'EPIPE', 'connection-closed'].includes((error as {code?: string}).code ?? '')) {
				throw error;
			}
		}
	}
}

/** The rehearsal script that the environment names, absolute. */
export function rehearsalOf({environment, cwd}: Context): string | undefined {
	const script = environment['MILLWRIGHT_REHEARSAL'];
	return script === undefined || script === '' ? undefined : path.resolve(cwd, script);
}
