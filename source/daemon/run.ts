import process from 'node:process';
import {toErrorReply} from '../base/errors.js';
import {createLog, type Log} from '../base/log.js';
import {packageVersion} from '../base/package-root.js';
import {resolvePaths, type Paths} from '../base/paths.js';
import {loadConfig} from '../config/load.js';
import {ensureToken} from '../link/ensure-token.js';
import {logFile} from '../link/start.js';
import type {CreateFactory} from './factory-types.js';
import {takeOffice, type Office} from './office.js';
import {serveControl} from './server/control.js';
import {createRouter} from './server/router.js';
import {openStore} from './store/open.js';

/**
The daemon from its start to its end. Resolves when it has stopped, politely: everything accepted is on disk, sessions go
on in their holders. Whoever started it is told how the start went.
*/
export async function runDaemon(createFactory: CreateFactory): Promise<void> {
	// Everything that is made from here on is ours alone.
	process.umask(0o077);
	// The end of a terminal or of an ssh connection is no reason to stop.
	process.on('SIGHUP', () => {});
	const environment = {...process.env};
	const paths = resolvePaths(environment);
	const log = createLog({file: logFile(paths)});
	hideSecrets(log, environment);
	const office = await takeOffice(paths, log);
	if (office === undefined) {
		return;
	}

	try {
		await serve(createFactory, {paths, log, environment, office});
	} catch (error) {
		log.error('the daemon could not start', {message: (error as Error).message, stack: (error as Error).stack});
		office.report({state: 'failed', error: toErrorReply(error)});
		process.exitCode = 1;
	} finally {
		office.leave();
	}
}

type Surroundings = {paths: Paths; log: Log; environment: Record<string, string | undefined>; office: Office};

async function serve(createFactory: CreateFactory, {paths, log, environment, office}: Surroundings): Promise<void> {
	const {promise: stopped, resolve: stop} = Promise.withResolvers<string>();
	const version = packageVersion();
	const startedAt = Date.now();
	const config = await loadConfig(paths);
	const token = await ensureToken(paths);
	log.conceal(token);
	const store = await openStore(paths);
	for (const {reason} of store.damaged) {
		log.warn('damaged', {reason});
	}

	const factory = await createFactory({
		paths,
		environment,
		config,
		store,
		log,
		version,
		startedAt,
		stop() {
			stop('asked');
		},
	});
	const server = await serveControl({
		paths,
		token,
		version,
		rehearsal: environment['MILLWRIGHT_REHEARSAL'],
		router: createRouter(factory.handlers),
		log,
		hasHerald: true,
	});
	factory.changed.on(topics => {
		server.broadcast(topics);
	});
	for (const signal of ['SIGTERM', 'SIGINT'] as const) {
		process.once(signal, () => {
			stop(signal);
		});
	}

	log.info('ready', {pid: process.pid, version, milliseconds: Date.now() - startedAt});
	office.report({state: 'ready'});
	const reason = await stopped;
	log.info('stopping', {reason});
	await server.close();
	await factory.close();
	await store.close();
	log.info('stopped');
}

function hideSecrets(log: Log, environment: Record<string, string | undefined>): void {
	for (const [name, value] of Object.entries(environment)) {
		if (value !== undefined && /key|token|secret|passw/iv.test(name)) {
			log.conceal(value);
		}
	}
}
