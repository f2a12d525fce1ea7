import path from 'node:path';
import {MillwrightError} from '../../base/errors.js';
import {findAgents} from '../agents/detect.js';
import {sessionView} from '../floor/session-view.js';
import {CalledOff} from '../queue/called-off.js';
import {openByHand} from '../sessions/open-by-hand.js';
import type {Handlers} from '../server/router.js';
import type {Desk} from './desk.js';

export function sessionHandlers(desk: Desk): Pick<Handlers, 'agent.list' | 'session.list' | 'session.open' | 'session.end'> {
	const {parts} = desk;
	const {store, sessions} = parts;
	return {
		'agent.list': async () => findAgents({config: parts.config, environment: parts.environment}),
		async 'session.list'({project, all}) {
			const owner = project === undefined ? undefined : desk.project(project).id;
			return store.sessions.all()
				.filter(session => (owner === undefined || session.project === owner) && (all || session.endedAt === undefined))
				.toSorted((a, b) => a.startedAt - b.startedAt)
				.map(session => sessionView(desk, session));
		},
		async 'session.open'({project, ...wish}) {
			const {id} = desk.project(project);
			return sessionView(desk, await openByHand(parts, {project: id, ...wish}));
		},
		async 'session.end'({session: name}) {
			const session = store.sessions.get(name) ?? store.sessions.all().find(known => known.endedAt === undefined && String(known.number) === name);
			if (session === undefined) {
				throw new MillwrightError('unknown-session', `There is no session "${name}".`, {hint: 'See `millwright ls`.'});
			}

			if (!session.launched && session.endedAt === undefined) {
				if (session.task !== undefined) {
					throw new MillwrightError('not-started', `Session ${session.number} has not begun yet: it waits for a slot.`, {hint: `Pause or cancel its task: \`millwright pause ${session.task}\`.`});
				}

				await sessions.callOff(session.id, new CalledOff());
				if (session.grant !== undefined) {
					parts.gateway.revoke(session.grant.token);
				}

				return {left: []};
			}

			const left = await sessions.end(session.id);
			const still = left.map(({pid, command}) => `${path.basename(command)} (${pid})`).join(', ');
			parts.news.tell({
				level: left.length === 0 ? 'info' : 'warn',
				text: `session ${session.number} was ended${left.length === 0 ? '' : `, but ${still} still runs`}`,
				project: session.project,
			});
			return {left};
		},
	};
}
