import {adapterOf} from '../agents/registry.js';
import type {Parts} from '../pipeline/parts.js';
import type {Session} from '../../../state/session.js';

/** The leave to call models ends with its session, whoever waited for that. */
export function revokeEnded({sessions, gateway}: Parts): void {
	sessions.changed.on(id => {
		const session = sessions.get(id);
		if (session?.endedAt !== undefined && session.grant !== undefined) {
			gateway.revoke(session.grant.token);
		}
	});
}

/**
After the gateway's port was lost to another program: agents that run know only the old address and would try it for ever.
The work of a task is given to a new session; of one that the person opened it is his to end, and he is told.
*/
export async function replaceCutOff(parts: Parts): Promise<void> {
	const {store, sessions, news, log} = parts;
	const running = store.sessions.all().filter(({launched, endedAt, grant}) => launched && endedAt === undefined && grant !== undefined);
	const hit = (await Promise.all(running.map(async session => await callsGateway(parts, session) ? [session] : []))).flat();
	for (const {id, task} of hit) {
		await store.sessions.update(id, draft => {
			draft.cutOff = true;
		});
		if (task !== undefined) {
			void sessions.end(id).catch((error: unknown) => {
				log.warn('a session that cannot reach its model could not be ended', {session: id, reason: String(error)});
			});
		}
	}

	if (hit.length === 0) {
		return;
	}

	const who = hit.length === 1 ? 'a running agent' : `${hit.length} running agents`;
	news.tell({level: 'warn', text: `another program took the gateway's port while the daemon was away: ${who} cannot reach a model any more`});
}

async function callsGateway({config}: Parts, {agent}: Session): Promise<boolean> {
	const adapter = agent === 'builtin' ? undefined : await adapterOf(agent, config).catch(() => undefined);
	return adapter?.wires.length !== 0;
}
