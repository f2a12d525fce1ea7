import type {Params, RequestName, Result} from '../../protocol/control.js';
import {arrange} from '../floor/arrange.js';
import {approvalOf} from '../floor/current.js';
import type {ClientModel, PanelName} from '../floor/model.js';
import {detailedTask} from '../panels/queue/detail.js';
import type {Store} from '../store.js';
import {LogReader} from './log-reader.js';

export type FollowerOptions = {
	store: Store;
	request<Name extends RequestName>(name: Name, params: Params<Name>): Promise<Result<Name>>;
};

/**
Fetches what panels show beyond the floor itself: the runs of a task, the log of a stage, the stages below the queue, the change that
waits for an approval. Fetched when it comes on the screen, and again whenever the floor says that something changed.
*/
export class Follower {
	readonly #options: FollowerOptions;
	readonly #log: LogReader;
	#isFetching = false;
	#isStale = false;
	#shown = '';

	constructor(options: FollowerOptions) {
		this.#options = options;
		this.#log = new LogReader(options);
	}

	/** Of each model: what comes on the screen is fetched. */
	watch(model: ClientModel): void {
		this.#log.watch(model);
		const shown = whatIsShown(model);
		if (shown === this.#shown) {
			return;
		}

		this.#shown = shown;
		this.follow();
	}

	/** One fetch at a time; what changes meanwhile is in the next. */
	follow(): void {
		this.#isStale = true;
		this.#log.goOn();
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
				await this.#detail();
				await this.#review();
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
		if (runs?.view === undefined || !isShown(store.model, 'task')) {
			return;
		}

		const {project, task} = runs;
		store.dispatch({type: 'runs', project, task, runs: await request('run.list', {project, task})});
	}

	async #detail(): Promise<void> {
		const {store, request} = this.#options;
		const task = detailed(store.model);
		if (task === undefined) {
			return;
		}

		const of = {project: task.project, task: task.id};
		store.dispatch({type: 'detailed', ...of, runs: await request('run.list', of)});
	}

	/** The change that waits, where none is shown yet; and the one that took the place of what is shown. */
	async #review(): Promise<void> {
		const {store, request} = this.#options;
		const of = reviewWanted(store.model);
		if (of === undefined) {
			return;
		}

		store.dispatch({type: 'reviewing', ...of});
		store.dispatch({type: 'reviewed', ...of, review: await request('review.show', of)});
	}
}

const isShown = (model: ClientModel, panel: PanelName): boolean => arrange(model).spots.some(({id}) => id === panel);

/** The task whose stages the queue shows. */
const detailed = (model: ClientModel) => (arrange(model).windows.queue?.foot.length ?? 0) > 0 ? detailedTask(model) : undefined;

function reviewWanted(model: ClientModel): {project: string; task: string} | undefined {
	const {review, floor} = model;
	if (!isShown(model, 'review')) {
		return undefined;
	}

	if (review === undefined) {
		const item = floor.inbox.find(({kind, task}) => kind === 'approval' && task !== undefined);
		return item === undefined ? undefined : {project: item.project, task: item.task!};
	}

	const item = approvalOf(model, review);
	return review.view !== undefined && item?.run !== undefined && item.run !== review.view.run ? {project: review.project, task: review.task} : undefined;
}

function whatIsShown(model: ClientModel): string {
	const task = detailed(model);
	return `${task === undefined ? '' : `${task.project}/${task.id}`} ${reviewWanted(model)?.task ?? ''}`;
}
