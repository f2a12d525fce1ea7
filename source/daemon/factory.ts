import {composeParts} from './compose-parts.js';
import type {CreateFactory} from './factory-types.js';
import {tellChanges} from './floor/tell-changes.js';
import {Desk} from './handlers/desk.js';
import {createHandlers} from './handlers/handlers.js';
import {recoverAccepted} from './handlers/recover-accepted.js';
import {openModels} from './models/open-models.js';
import {pauseForBudget} from './queue/budget-stop.js';
import {Scheduler} from './queue/scheduler.js';
import {replaceCutOff, revokeEnded} from './sessions/leave-to-call.js';
import {RuleBook} from './rules/rule-book.js';
import {startUpkeep} from './upkeep/upkeep.js';

/** Puts the daemon's rooms together: what was left by the daemon before is taken up, and then the queue is served. */
export const createFactory: CreateFactory = async options => {
	const {environment, config, store, log, version, startedAt, stop} = options;
	const models = await openModels({environment, config, store, log});
	const parts = await composeParts(options, models);
	const rules = new RuleBook({rooms: parts.rooms, store});
	const scheduler = new Scheduler(parts);
	const desk = new Desk({parts, scheduler, budget: models.budget, meter: models.meter, rules, version, startedAt, rehearsalScript: models.rehearsalScript, stop});
	const {changed, revision} = tellChanges({parts, meter: models.meter, budget: models.budget});
	pauseForBudget(parts, models.budget);
	await Promise.all(store.projects.all().map(async ({id}) => rules.read(id).catch((error: unknown) => {
		log.warn('a project could not be opened', {project: id, reason: String(error)});
	})));
	// A lesson that became a rule is on the branch before the run's record says so.
	store.runs.changed.on(id => {
		const run = store.runs.get(id);
		if (run?.lesson !== undefined && rules.views(run.project).every(rule => rule.id !== run.lesson)) {
			void rules.read(run.project).then(() => {
				changed.emit(['floor', 'rules']);
			}).catch(() => undefined);
		}
	});
	await recoverAccepted(desk);
	revokeEnded(parts);
	await parts.sessions.adoptAll();
	if (models.isMoved) {
		await replaceCutOff(parts);
	}

	scheduler.start();
	const endUpkeep = startUpkeep(parts);
	return {
		handlers: createHandlers(desk, {revision}),
		changed,
		async close() {
			await endUpkeep();
			await scheduler.close();
			parts.sessions.close();
			await models.close();
		},
	};
};
