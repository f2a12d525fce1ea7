import type {ProjectView} from '../../protocol/project.js';
import type {Project} from '../../../state/project.js';
import type {Store} from '../store/types.js';

export type ProjectFacts = {
	store: Store;
	/** Sessions that work. */
	used: number;
	/** Parallel sessions. */
	limit: number;
	/** Dollars a day, undefined without a budget. */
	budget: number | undefined;
	/** Dollars since midnight. */
	spent: number;
	stopped: boolean;
	providers: readonly string[];
};

export function projectView(project: Project, {store, used, limit, budget, spent, stopped, providers}: ProjectFacts): ProjectView {
	const tasks = store.tasks.all().filter(task => task.project === project.id);
	const count = (...states: string[]) => tasks.filter(({state}) => states.includes(state)).length;
	const live = store.sessions.all().filter(session => session.project === project.id && session.endedAt === undefined);
	const asking = new Set(live.filter(({question}) => question !== undefined).map(({task}) => task));
	// A question waits for the person and a used-up budget too: neither is work.
	const standing = new Set(live.filter(({question, refused}) => question !== undefined || refused !== undefined).map(({task}) => task));
	return {
		id: project.id,
		name: project.name,
		path: project.path,
		base: project.base,
		paused: project.paused,
		slots: {used, limit},
		...(budget === undefined ? {} : {budget: {limit: budget, spent, stopped}}),
		gates: project.gates,
		providers: [...providers],
		counts: {
			working: count('running') - tasks.filter(({state, id}) => state === 'running' && standing.has(id)).length,
			needsYou: count('needs', 'failed') + tasks.filter(({state, id}) => state === 'running' && asking.has(id)).length,
			merged: count('merged'),
			queued: count('queued', 'waiting'),
		},
	};
}
