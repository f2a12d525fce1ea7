import type {HolderLink} from '../link/holder-link.js';
import {readToken} from '../link/token.js';
import type {SessionView} from '../protocol/session.js';
import type {Context} from './command.js';

/** A connection to the holder of a session; undefined when it has ended. */
export async function reachHolder({paths, version}: Context, {socket}: SessionView): Promise<HolderLink | undefined> {
	if (socket === undefined) {
		return undefined;
	}

	try {
		const {connectHolder} = await import('../link/holder.js');
		return await connectHolder({socket, token: await readToken(paths), version, role: 'command'});
	} catch {
		// It went between the listing and now, on one of many ways; its history is on disk.
		return undefined;
	}
}
