import type {Emitter} from '../base/emitter.js';
import type {Log} from '../base/log.js';
import type {Paths} from '../base/paths.js';
import type {Config} from '../config/schema.js';
import type {Topic} from '../protocol/control.js';
import type {Handlers} from './server/router.js';
import type {Store} from './store/types.js';

/** What the composition root hands to the factory: everything it decides with. */
export type FactoryOptions = {
	paths: Paths;
	/** The daemon's own environment. Provider keys are in it: it is never passed on as a whole. */
	environment: Record<string, string | undefined>;
	config: Config;
	store: Store;
	log: Log;
	/** Of the package. */
	version: string;
	/** Unix milliseconds. */
	startedAt: number;
	/** Ends the daemon politely once the reply that is being given has been sent. */
	stop(): void;
};

export type Factory = {
	handlers: Handlers;
	/** What clients should fetch again. */
	changed: Emitter<Topic[]>;
	/** Stops deciding; sessions go on in their holders. */
	close(): Promise<void>;
};

export type CreateFactory = (options: FactoryOptions) => Promise<Factory>;
