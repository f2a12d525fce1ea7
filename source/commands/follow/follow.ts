import {MillwrightError} from '../../base/errors.js';
import {safeLine} from '../../base/safe-text.js';
import type {FloorView} from '../../protocol/floor.js';
import type {InboxItem} from '../../protocol/inbox.js';
import type {RunView} from '../../protocol/run.js';
import type {TaskView} from '../../protocol/task.js';
import type {Print} from '../print.js';
import type {Daemon} from '../reach.js';
import {hearChanges, type Changes} from './changes.js';
import {dealWith, type Dealt, type Policy} from './needs.js';
import {narrateRun, type Happening} from './narrate.js';

export type FollowOptions = {
	/** Connects, starting a daemon when none runs. Called again when the daemon went away: what it was told is not lost. */
	reach: () => Promise<Daemon>;
	project: string;
	tasks: readonly string[];
	policy: Policy;
	print: Print;
	tell: (happening: Happening) => void;
	/** Heard with each look at the floor. */
	look?: (floor: FloorView) => void;
	/** Stops following; the tasks go on. */
	signal?: AbortSignal;
};

/** How following a task ended. `nobody`: it waits for the person, and no person is there. */
export type Ending = 'merged' | 'failed' | 'cancelled' | 'nobody' | 'budget';

// A daemon that goes away this often in one run is broken; going on would hide it.
const patience = 20;

/** Follows tasks to their end, telling what happens and dealing with what waits. Events and fetches; no polling. */
export async function follow(options: FollowOptions): Promise<Map<string, Ending>> {
	const follower = new Follower(options);
	for (let turn = 0; turn < patience; turn++) {
		const daemon = await options.reach();
		const changes = hearChanges(daemon);
		const stop = () => {
			daemon.close();
		};

		options.signal?.addEventListener('abort', stop, {once: true});
		try {
			if (await follower.watch(daemon, changes)) {
				return follower.endings;
			}
		} catch (error) {
			if (!(error instanceof MillwrightError && error.code === 'daemon-gone')) {
				throw error;
			}
		} finally {
			options.signal?.removeEventListener('abort', stop);
			changes.dispose();
			daemon.close();
		}

		options.signal?.throwIfAborted();
		follower.forget();
		options.tell({task: '', stage: 'daemon', level: 'warn', text: 'the daemon went away; going on with a new one'});
	}

	throw new MillwrightError('daemon-gone', `The daemon went away ${patience} times.`, {hint: 'Look at `millwright daemon log`.'});
}

class Follower {
	readonly endings = new Map<string, Ending>();
	readonly #options: FollowOptions;
	readonly #runs = new Map<string, RunView>();
	/** Items that were dealt with or told. */
	readonly #seen = new Set<string>();

	constructor(options: FollowOptions) {
		this.#options = options;
	}

	/** True when all tasks have ended, false when the daemon went away. */
	async watch(daemon: Daemon, changes: Changes): Promise<boolean> {
		do {
			const floor = await daemon.request('floor', {});
			this.#options.look?.(floor);
			for (const task of this.#open(floor)) {
				await this.#narrate(daemon, task);
			}

			for (const task of this.#open(floor)) {
				await this.#step({daemon, floor, task});
			}

			if (this.endings.size === this.#options.tasks.length) {
				return true;
			}
		} while (await changes.next() === 'changed');

		return false;
	}

	/** Looks at what waits anew: the daemon may have gone before it was dealt with. */
	forget(): void {
		this.#seen.clear();
	}

	/** The tasks that have not ended; one that is not there any more was cancelled. */
	#open(floor: FloorView): TaskView[] {
		const {project, tasks} = this.#options;
		return tasks.filter(id => !this.endings.has(id)).flatMap(id => {
			const task = floor.tasks.find(task => task.project === project && task.id === id);
			if (task === undefined) {
				this.endings.set(id, 'cancelled');
			}

			return task === undefined ? [] : [task];
		});
	}

	async #narrate(daemon: Daemon, task: TaskView): Promise<void> {
		const runs = await daemon.request('run.list', {project: task.project, task: task.id});
		for (const run of runs.toSorted((left, right) => left.generation - right.generation)) {
			for (const happening of narrateRun(this.#runs.get(run.id), run)) {
				this.#options.tell(happening);
			}

			this.#runs.set(run.id, run);
		}
	}

	async #step({daemon, floor, task}: {daemon: Daemon; floor: FloorView; task: TaskView}): Promise<void> {
		const end = endOf(task);
		if (end !== undefined) {
			this.endings.set(task.id, end);
			return;
		}

		const broken = this.#brokenDependency(floor, task);
		if (broken !== undefined && !this.#options.policy.interactive) {
			this.#options.tell({task: task.id, stage: 'queue', level: 'bad', text: `✗ waits for ${broken.id}, which is ${broken.state}`});
			this.endings.set(task.id, 'nobody');
			return;
		}

		const items = floor.inbox.filter(item => !this.#seen.has(keyOf(item)) && item.project === task.project && (item.task === task.id || (item.task === undefined && item.kind === 'budget')));
		for (const item of items) {
			await this.#deal({daemon, item, task});
		}
	}

	/** What a task waits for and will not get unless the person does something. */
	#brokenDependency(floor: FloorView, task: TaskView): TaskView | undefined {
		return floor.tasks.find(other => other.project === task.project && task.waitsFor.includes(other.id) && ['failed', 'cancelled'].includes(other.state));
	}

	async #deal({daemon, item, task}: {daemon: Daemon; item: InboxItem; task: TaskView}): Promise<void> {
		this.#seen.add(keyOf(item));
		const {policy, tell} = this.#options;
		const {result, words} = await this.#dealOrPass(daemon, item);
		tell({task: task.id, stage: item.kind, level: 'warn', text: `▲ ${words}`});
		if (result === 'nobody' || result === 'budget') {
			this.endings.set(task.id, result);
		} else if (result === 'told' && task.state === 'needs' && !policy.interactive) {
			this.endings.set(task.id, 'nobody');
		}
	}

	/** Another client may have dealt with it in the meantime: that is no error. */
	async #dealOrPass(daemon: Daemon, item: InboxItem): Promise<Dealt> {
		const {policy, print} = this.#options;
		try {
			return await dealWith({daemon, item, policy, print});
		} catch (error) {
			if (!daemon.isClosed && error instanceof MillwrightError) {
				const inbox = await daemon.request('inbox.list', {project: item.project});
				if (inbox.every(other => keyOf(other) !== keyOf(item))) {
					return {result: 'done', words: `${safeLine(item.title)} Dealt with elsewhere.`};
				}
			}

			throw error;
		}
	}
}

const endOf = ({state}: TaskView): Ending | undefined => (['merged', 'failed', 'cancelled'] as const).find(end => end === state);

/** An item that comes back later is another one, even if its id is the same. */
const keyOf = (item: InboxItem): string => `${item.id} ${item.since}`;
