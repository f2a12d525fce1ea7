import process from 'node:process';
import type {ReadStream, WriteStream} from 'node:tty';
import {packageVersion} from '../base/package-root.js';
import {controlSocket, type Paths} from '../base/paths.js';
import {connectDaemon, type DaemonLink} from '../link/daemon.js';
import {readToken} from '../link/token.js';
import {connectHolder} from '../link/holder.js';
import {checkTerminal} from './check-terminal.js';
import {FloorFeed} from './feed/floor-feed.js';
import type {PaneOptions} from './panes/pane-options.js';
import {showOpenFloor, type FloorEnd} from './open-floor.js';

export type {FloorEnd} from './open-floor.js';

export type FloorOptions = {
	paths: Paths;
	/** The absolute path of the rehearsal script that is wanted. */
	rehearsal?: string;
	/** A layout by name, in place of the configured one. */
	layout?: string;
	/** A session (`s-…`) or the id of a task, to be focused and zoomed. */
	show?: string;
	/** A connection of the role `client` that there is already; the floor closes it. Made unless given. */
	link?: DaemonLink;
	environment?: Readonly<Record<string, string | undefined>>;
	stdin?: ReadStream;
	stdout?: WriteStream;
};

/**
Opens the floor in this terminal and returns when it was left: everything goes on without it. Throws a MillwrightError when
there is no terminal, or no daemon can be had; the terminal is restored on every way out.
*/
export async function openFloor(options: FloorOptions): Promise<FloorEnd> {
	const {paths, rehearsal, environment = process.env, stdin = process.stdin, stdout = process.stdout} = options;
	checkTerminal({stdin, stdout, environment});
	let {link} = options;
	const feed = new FloorFeed({
		socket: controlSocket(paths),
		async connect() {
			const first = link;
			link = undefined;
			return first?.isClosed === false ? first : connectDaemon({paths, start: true, role: 'client', rehearsal, environment: {...environment}});
		},
	});
	// Read while the daemon is asked what there is, and anew only after somebody was refused.
	let token: Promise<string> | undefined;
	const connect: PaneOptions['connect'] = async (socket, begin) => {
		token ??= readToken(paths);
		try {
			return await connectHolder({socket, token: await token, version: packageVersion(), role: 'client'}, begin);
		} catch (error) {
			token = undefined;
			throw error;
		}
	};

	token = readToken(paths);
	token.catch(() => {
		token = undefined;
	});
	try {
		return await showOpenFloor({
			...options,
			environment,
			stdin,
			stdout,
			feed,
			connectHolder: connect,
		});
	} finally {
		// A layout or a key that is not known must not leave a connection behind, which would keep the program from ending.
		feed.close();
	}
}
