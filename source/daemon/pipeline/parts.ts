import type {Emitter} from '../../base/emitter.js';
import type {Log} from '../../base/log.js';
import type {Paths} from '../../base/paths.js';
import type {Config} from '../../config/schema.js';
import type {Project} from '../../../state/project.js';
import type {Run} from '../../../state/run.js';
import type {Task} from '../../../state/task.js';
import type {News} from '../floor/news.js';
import type {Gateway} from '../gateway/gateway-types.js';
import type {Provider} from '../models/provider.js';
import type {Slots} from '../queue/slots.js';
import type {Sessions} from '../sessions/sessions.js';
import type {Store} from '../store/types.js';
import type {ProjectRooms} from './project-rooms.js';

/** What the pipeline works with: made once by the factory, changed by nobody. */
export type Parts = {
	readonly paths: Paths;
	readonly environment: Readonly<Record<string, string | undefined>>;
	readonly config: Config;
	readonly store: Store;
	readonly log: Log;
	readonly news: News;
	readonly sessions: Sessions;
	readonly slots: Slots;
	readonly gateway: Gateway;
	readonly rooms: ProjectRooms;
	readonly providers: () => readonly Provider[];
	/** Whether the words of all models come from a rehearsal. */
	readonly rehearsal: boolean;
	/** Whether the project's budget holds calls back. */
	readonly isStopped: (project: string) => boolean;
	/** A project's budget was used up, raised, or a new day began. */
	readonly budgetChanged: Emitter<void>;
};

export const projectOf = (parts: Parts, id: string): Project => {
	const project = parts.store.projects.get(id);
	if (project === undefined) {
		throw new Error(`The project ${id} is gone while its task was worked on.`);
	}

	return project;
};

export const runOf = (parts: Parts, id: string): Run => {
	const run = parts.store.runs.get(id);
	if (run === undefined) {
		throw new Error(`The run ${id} is gone while it was worked on.`);
	}

	return run;
};

export const taskOf = (parts: Parts, key: string): Task => {
	const task = parts.store.tasks.get(key);
	if (task === undefined) {
		throw new Error(`The task ${key} is gone while it was worked on.`);
	}

	return task;
};
