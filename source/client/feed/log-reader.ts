import {arrange} from '../floor/arrange.js';
import type {ClientModel} from '../floor/model.js';
import {logLimit} from '../panels/task/log.js';
import type {FollowerOptions} from './follower.js';

type StageLog = NonNullable<ClientModel['stageLog']>;

/** Reads the log of a stage as it grows, as long as it is on the screen: each request is answered when there is more. */
export class LogReader {
	readonly #options: FollowerOptions;
	#shown: string | undefined;
	/** The one that reads; a request of one before it may still be waiting for its answer. */
	#reading: object | undefined;

	constructor(options: FollowerOptions) {
		this.#options = options;
	}

	/** Of each model: what comes on the screen is read from its start. */
	watch(model: ClientModel): void {
		const shown = shownLog(model);
		const name = shown === undefined ? undefined : nameOf(shown);
		if (name === this.#shown) {
			return;
		}

		this.#shown = name;
		this.#reading = undefined;
		this.goOn();
	}

	/** What is on the screen is read on, after the daemon was away. */
	goOn(): void {
		if (this.#reading !== undefined || this.#shown === undefined) {
			return;
		}

		this.#reading = {};
		void this.#readOn(this.#reading);
	}

	async #readOn(own: object): Promise<void> {
		const {store, request} = this.#options;
		try {
			for (let log = this.#next(own); log !== undefined; log = this.#next(own)) {
				const {run, stage, attempt, next: from = 0} = log;
				const of = {run, stage, ...(attempt === undefined ? {} : {attempt})};
				const {text, next, ended} = await request('stage.log', {...of, offset: from, wait: log.text !== undefined});
				store.dispatch({type: 'logged', ...of, text, from, next, ended});
			}
		} catch {
			// A daemon that went says so itself; it is read on when it is back.
		} finally {
			if (this.#reading === own) {
				this.#reading = undefined;
			}
		}
	}

	#next(own: object): StageLog | undefined {
		const log = this.#reading === own ? shownLog(this.#options.store.model) : undefined;
		return log !== undefined && log.ended !== true && (log.next ?? 0) < logLimit ? log : undefined;
	}
}

const shownLog = (model: ClientModel): StageLog | undefined => model.stageLog !== undefined && arrange(model).spots.some(({id}) => id === 'task') ? model.stageLog : undefined;

const nameOf = ({run, stage, attempt}: StageLog): string => `${run}/${stage}/${attempt ?? ''}`;
