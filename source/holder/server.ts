import {chmodSync, rmSync} from 'node:fs';
import net from 'node:net';
import {FramedConnection} from '../link/connection.js';
import {admit} from '../link/admit.js';
import type {HolderSpec} from '../protocol/holder.js';
import {holderProtocol} from '../protocol/version.js';
import type {HeldSession} from './held-session.js';
import {serveViewer} from './viewer.js';

export type HolderServer = {
	/** Connections that were let in and are open, but for that of the herald, which is there for as long as the daemon. */
	readonly viewers: number;
	/** Resolves when what waits was sent, or could not be. */
	close(): Promise<void>;
};

export type ServerEvents = {
	/** A connection came or went. */
	crowd(): void;
	/** Somebody had the program ended, and was told so. */
	ended(): void;
};

// For a client that reads what was sent. One that does not is left.
const flushTime = 500;

/** Listens on the session's socket, mode 0600. Rejects when that cannot be. */
export async function serve(session: HeldSession, spec: HolderSpec, events: ServerEvents): Promise<HolderServer> {
	const connections = new Set<FramedConnection>();
	const heralds = new Set<FramedConnection>();
	const server = net.createServer(socket => {
		void welcome(socket);
	});
	const welcome = async (socket: net.Socket) => {
		const connection = new FramedConnection(socket);
		const hello = await admit(connection, {
			protocols: [holderProtocol],
			version: spec.version,
			token: spec.token,
			name: 'holder of this session',
			cure: 'Start the program of the version that started the session; once the session has ended any version will do.',
		});
		if (hello === undefined || connection.isClosed) {
			return;
		}

		connections.add(connection);
		if (hello.role === 'herald') {
			heralds.add(connection);
		}

		events.crowd();
		connection.closed.once(() => {
			connections.delete(connection);
			heralds.delete(connection);
			events.crowd();
		});
		serveViewer(session, connection, events.ended);
	};

	// The name belongs to this session alone: what is there is left from a holder that was killed.
	rmSync(spec.socket, {force: true});
	const {promise, resolve, reject} = Promise.withResolvers<void>();
	server.once('error', reject);
	server.listen(spec.socket, resolve);
	await promise;
	chmodSync(spec.socket, 0o600);
	return {
		get viewers() {
			return connections.size - heralds.size;
		},
		async close() {
			server.close();
			const {promise: gone, resolve: resolveGone} = Promise.withResolvers<void>();
			const guard = setTimeout(resolveGone, flushTime);
			for (const connection of connections) {
				connection.closed.once(() => {
					if (connections.size === 0) {
						resolveGone();
					}
				});
				connection.close();
			}

			if (connections.size > 0) {
				await gone;
			}

			clearTimeout(guard);
		},
	};
}
