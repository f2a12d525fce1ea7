import process from 'node:process';
import {controlProtocol} from '../../protocol/version.js';
import {floorView} from '../floor/floor-view.js';
import type {Handlers} from '../server/router.js';
import type {Desk} from './desk.js';

export function daemonHandlers(desk: Desk, {revision}: {revision: () => number}): Pick<Handlers, 'daemon.status' | 'daemon.stop' | 'floor' | 'spend.report'> {
	const {parts, meter} = desk;
	const {store, paths, gateway} = parts;
	const open = () => store.sessions.all().filter(session => session.endedAt === undefined && session.launched);
	return {
		floor: async () => floorView(desk, {revision: revision()}),
		'daemon.status': async () => ({
			pid: process.pid,
			version: desk.version,
			since: desk.startedAt,
			protocol: controlProtocol,
			state: paths.state,
			runtime: paths.runtime,
			sessions: open().length,
			projects: store.projects.all().length,
			...(desk.rehearsalScript === undefined ? {} : {rehearsal: desk.rehearsalScript}),
			gateway: gateway.address,
			damaged: store.damaged.map(({file, reason}) => `${file}: ${reason}`),
			...(store.degraded === undefined ? {} : {degraded: store.degraded}),
		}),
		async 'daemon.stop'({sessions}) {
			const before = open().length;
			if (sessions) {
				await desk.scheduler.close();
				await Promise.all(open().map(async ({id}) => {
					await store.sessions.update(id, draft => {
						draft.stopped = true;
					});
					await parts.sessions.end(id);
				}));
			}

			const sessionsLeft = open().length;
			desk.stop();
			return {sessionsLeft, sessionsEnded: before - sessionsLeft};
		},
		'spend.report': async ({by, project, days}) => meter.report({by, days, ...(project === undefined ? {} : {project: desk.project(project).id})}),
	};
}
