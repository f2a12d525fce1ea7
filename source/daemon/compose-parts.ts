import {Emitter} from '../base/emitter.js';
import {readToken} from '../link/token.js';
import {readSizing} from '../config/sizing.js';
import type {FactoryOptions} from './factory-types.js';
import {keepNews} from './floor/keep-news.js';
import type {Models} from './models/open-models.js';
import {ProjectRooms} from './pipeline/project-rooms.js';
import type {Parts} from './pipeline/parts.js';
import {Slots} from './queue/slots.js';
import {tellProblems} from './sessions/tell-problems.js';
import {Sessions} from './sessions/sessions.js';

/** Makes what the pipeline works with, each thing once. */
export async function composeParts({paths, environment, config, store, log, version}: FactoryOptions, models: Models): Promise<Parts> {
	const rooms = new ProjectRooms({paths, store, log});
	const slots = new Slots({overall: config.slots.overall, ofProject: project => store.projects.get(project)?.slots ?? config.slots.project});
	const news = await keepNews(store.audit);
	const sessions = new Sessions({store, slots, token: await readToken(paths), version, sizing: readSizing(config.sessionSize), ambiguousWidth: config.ambiguousWidth, record: config.record, log});
	tellProblems({sessions, news, log});
	return {
		paths,
		environment,
		config,
		store,
		log,
		news,
		sessions,
		slots,
		gateway: models.gateway,
		rooms,
		providers: models.providers,
		rehearsal: models.rehearsalScript !== undefined,
		isStopped: models.budget.isStopped,
		budgetChanged: new Emitter<void>(),
	};
}
