import type {Emitter} from '../../base/emitter.js';
import type {Log} from '../../base/log.js';
import type {Paths} from '../../base/paths.js';
import type {Config} from '../../config/schema.js';
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
