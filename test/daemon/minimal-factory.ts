import process from 'node:process';
import {Emitter} from '../../source/base/emitter.js';
import {MillwrightError} from '../../source/base/errors.js';
import {requests, type Topic} from '../../source/protocol/control.js';
import {controlProtocol} from '../../source/protocol/version.js';
import type {Factory, FactoryOptions} from '../../source/daemon/factory-types.js';
import type {Handlers} from '../../source/daemon/server/router.js';

/** A factory that knows its own status and decides nothing: what the daemon around it is tested with. */
export async function createFactory({store, paths, version, startedAt, environment, stop}: FactoryOptions): Promise<Factory> {
	if (environment['MINIMAL_FACTORY_FAILS'] !== undefined) {
		throw new MillwrightError('broken', 'The factory cannot be built today.', {hint: 'Come again.'});
	}

	const changed = new Emitter<Topic[]>();
	store.settings.changed.on(() => {
		changed.emit(['floor']);
	});
	const unknown = Object.fromEntries(Object.keys(requests).map(name => [name, async () => {
		throw new MillwrightError('not-built', `${name} is not built here.`);
	}])) as unknown as Handlers;
	const handlers: Handlers = {
		...unknown,
		async 'daemon.status'() {
			return {
				pid: process.pid,
				version,
				since: startedAt,
				protocol: controlProtocol,
				state: paths.state,
				runtime: paths.runtime,
				sessions: store.sessions.all().length,
				projects: store.projects.all().length,
				gateway: '',
				damaged: store.damaged.map(({file}) => file),
			};
		},
		async 'daemon.stop'() {
			stop();
			return {sessionsLeft: 0};
		},
		async 'project.list'() {
			// Big enough that a client which does not read falls behind.
			return [{padding: 'x'.repeat(1024 * 1024)}] as never;
		},
		async 'inbox.dismiss'({item}) {
			await store.settings.update(settings => {
				settings['dismissed'] = item;
			});
			return {item};
		},
	};
	return {handlers, changed, async close() {}};
}
