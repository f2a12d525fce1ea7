import {Buffer} from 'node:buffer';
import {rename, rm, stat} from 'node:fs/promises';
import net from 'node:net';
import path from 'node:path';
import process from 'node:process';
import {MillwrightError} from '../base/errors.js';
import {FramedConnection} from './connection.js';
import {checkRuntimeFolder} from './folder.js';

export type ListenOptions = {
	/** The socket's path, in the runtime folder. */
	file: string;
	onConnection(connection: FramedConnection): void;
};

export type Listener = {
	/** No new connections; those that stand are the caller's. The socket's name is gone when it resolves. */
	close(): Promise<void>;
};

/** Some systems cut a longer path silently and listen somewhere else. */
const pathLimit = 103;
/** More clients than any person has; a flood of connections stops here and not at the limit of open files. */
const connectionLimit = 200;

/**
Listens on a socket that only this user can reach. By the one who may: the holder of the daemon's lock, or of the session.

It is bound under a name of its own and renamed when it listens, so that a stale socket is replaced in one step and
whoever sees the name can connect.
*/
export async function listen({file, onConnection}: ListenOptions): Promise<Listener> {
	const first = `${file.slice(0, -path.extname(file).length)}.${process.pid}`;
	for (const name of [file, first]) {
		if (Buffer.byteLength(name) > pathLimit) {
			throw new MillwrightError('socket-path-too-long', `The socket's path ${name} has ${Buffer.byteLength(name)} bytes; ${pathLimit} is the most that every system takes.`, {hint: 'Set XDG_RUNTIME_DIR or XDG_STATE_HOME to a shorter path.'});
		}
	}

	await checkRuntimeFolder(path.dirname(file));
	await rm(first, {force: true});
	const server = net.createServer(socket => {
		onConnection(new FramedConnection(socket));
	});
	server.maxConnections = connectionLimit;
	await bind(server, first);
	await rename(first, file);
	const {ino} = await stat(file);
	return {
		async close() {
			// It may be another's by now.
			const there = await stat(file).catch(() => undefined);
			if (there?.ino === ino) {
				await rm(file, {force: true});
			}

			server.close();
		},
	};
}

async function bind(server: net.Server, file: string): Promise<void> {
	const {promise, resolve, reject} = Promise.withResolvers<void>();
	server.once('error', reject);
	// The socket is made within this call, with a mode that the mask decides.
	const mask = process.umask(0o177);
	server.listen(file, resolve);
	process.umask(mask);
	try {
		await promise;
	} catch (error) {
		throw new MillwrightError('socket', `The socket ${file} cannot be made: ${(error as Error).message}.`, {hint: 'Check the folder and the space on its disk.', cause: error});
	}

	server.off('error', reject);
}
