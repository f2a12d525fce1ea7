import type {Params, RequestName, Result} from '../../protocol/control.js';
import {arrange} from '../floor/arrange.js';
import {logLimit} from '../panels/task/log.js';
import type {Store} from '../store.js';

export type FollowerOptions = {
	store: Store;
	request<Name extends RequestName>(name: Name, params: Params<Name>): Promise<Result<Name>>;
};

/** Fetches again what the task panel shows, the runs and the log of a stage, whenever the floor says that something changed. */
export class Follower {
	readonly #options: FollowerOptions;
	#isFetching = false;
	#isStale = false;

	constructor(options: FollowerOptions) {
		this.#options = options;
	}

	/** One fetch at a time; what changes meanwhile is in the next. */
	follow(): void {
		this.#isStale = true;
		if (!this.#isFetching) {
			void this.#fetch();
		}
	}

	async #fetch(): Promise<void> {
		this.#isFetching = true;
		try {
			while (this.#isStale) {
				this.#isStale = false;
				await this.#runs();
				await this.#log();
			}
		} catch {
			// What is on the screen stays; a daemon that went says so itself, and the next change fetches anew.
		} finally {
			this.#isFetching = false;
		}
	}

	async #runs(): Promise<void> {
		const {store, request} = this.#options;
		const {runs} = store.model;
		if (runs?.view === undefined || !isShown(store)) {
			return;
		}

		const {project, task} = runs;
		store.dispatch({type: 'runs', project, task, runs: await request('run.list', {project, task})});
	}

	/** Reads on until there is no more for now. */
	async #log(): Promise<void> {
		const {store, request} = this.#options;
		for (;;) {
			const {stageLog} = store.model;
			if (stageLog?.next === undefined || stageLog.ended === true || stageLog.next >= logLimit || !isShown(store)) {
				return;
			}

			const {run, stage, attempt, next: from} = stageLog;
			const of = {run, stage, ...(attempt === undefined ? {} : {attempt})};
			const {text, next, ended} = await request('stage.log', {...of, offset: from});
			store.dispatch({type: 'logged', ...of, text, from, next, ended});
			if (text === '') {
				return;
			}
		}
	}
}

const isShown = ({model}: Store): boolean => arrange(model).spots.some(({id}) => id === 'task');
