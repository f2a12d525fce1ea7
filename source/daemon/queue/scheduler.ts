import {MillwrightError} from '../../base/errors.js';
import {taskKey, underWay} from '../../../state/task.js';
import {driveTask} from '../pipeline/drive-task.js';
import {heldBack} from '../pipeline/may-start.js';
import type {Parts} from '../pipeline/parts.js';
import {setTaskState} from '../pipeline/task-state.js';
import {CalledOff} from './called-off.js';
import {discardOpen, isLeft} from './discard-open.js';
import {inOrder, waitsFor} from './order.js';

/** Starts tasks in the queue's order as slots come free, and goes on with those that were under way. */
export class Scheduler {
	readonly #parts: Parts;
	readonly #driving = new Map<string, {controller: AbortController; done: Promise<void>}>();
	/** Cancelled tasks whose sessions and trees are still being cleared away. */
	readonly #clearing = new Set<string>();
	#closed = false;

	constructor(parts: Parts) {
		this.#parts = parts;
	}

	/** Goes on with every task that was under way when the daemon before ended, and begins to serve the queue. */
	start(): void {
		const {store, slots, budgetChanged, log} = this.#parts;
		for (const task of store.tasks.all()) {
			if (underWay.has(task.state)) {
				this.#drive(taskKey(task));
			} else if (task.state === 'cancelled' && isLeft(store, task)) {
				// The daemon before ended while it called the task off.
				void this.#clearAway(taskKey(task)).catch((error: unknown) => {
					log.warn('what a cancelled task left could not be cleared away', {task: taskKey(task), reason: String(error)});
				});
			}
		}

		store.tasks.changed.on(() => {
			this.look();
		});
		store.projects.changed.on(() => {
			slots.serve();
			this.look();
		});
		slots.changed.on(() => {
			this.look();
		});
		budgetChanged.on(() => {
			this.look();
		});
		this.look();
	}

	/** Starts what can be started now. */
	look(): void {
		if (this.#closed) {
			return;
		}

		const {store, slots} = this.#parts;
		const tasks = store.tasks.all();
		for (const task of inOrder(tasks)) {
			const key = taskKey(task);
			const isReady = (task.state === 'queued' || task.state === 'waiting') && !task.held && !this.#driving.has(key) && !this.#clearing.has(key);
			if (!isReady) {
				continue;
			}

			const missing = waitsFor(task, id => store.tasks.get(taskKey({project: task.project, id}))?.state === 'merged');
			const state = missing.length > 0 ? 'waiting' : 'queued';
			if (state !== task.state) {
				void setTaskState(this.#parts, key, {state, ...(missing.length > 0 ? {reason: `waits for ${missing.join(', ')}`} : {})}).catch(() => undefined);
			} else if (state === 'queued' && !slots.hasLine(task.project) && this.#startable(task.project) && heldBack(this.#parts, {project: task.project, task: key}) === undefined) {
				this.#drive(key);
			}
		}
	}

	/** Calls a task off: its sessions end with their process trees, its branches go to the trash refs. */
	async cancel(key: string): Promise<void> {
		const driving = this.#driving.get(key);
		// From now on it is not begun again, in whatever state its driving leaves it.
		this.#clearing.add(key);
		try {
			driving?.controller.abort(new CalledOff());
			// A session that is being started is started first, so that it is known and can be ended.
			await driving?.done;
			await this.#callOff(key);
		} finally {
			this.#clearing.delete(key);
			this.look();
		}
	}

	async #callOff(key: string): Promise<void> {
		if (this.#parts.store.tasks.get(key)?.state === 'merged') {
			throw new MillwrightError('task-merged', `The task ${key} was merged at this very moment and cannot be cancelled.`, {hint: 'Add a task that takes it back.'});
		}

		await setTaskState(this.#parts, key, {state: 'cancelled'});
		await discardOpen(this.#parts, key);
	}

	/** What a cancelled task has left. Done again by the next daemon when this one is killed on the way. */
	async #clearAway(key: string): Promise<void> {
		// A task that is retried meanwhile begins when its old run is gone, and not on top of it.
		this.#clearing.add(key);
		try {
			await discardOpen(this.#parts, key);
		} finally {
			this.#clearing.delete(key);
			this.look();
		}
	}

	isDriving(key: string): boolean {
		return this.#driving.has(key);
	}

	/** Stops deciding; what runs goes on in its holders. */
	async close(): Promise<void> {
		this.#closed = true;
		for (const {controller} of this.#driving.values()) {
			controller.abort(new CalledOff());
		}

		await Promise.allSettled(this.#driving.values().map(async ({done}) => done));
	}

	/** As many tasks may be under way as there are slots: one that waits for the person leaves room for another. */
	#startable(project: string): boolean {
		const {slots, store} = this.#parts;
		const started = new Set(store.sessions.all().filter(({launched}) => launched).map(session => `${session.project}/${session.task}`));
		const starting = this.#driving.keys().filter(key => key.startsWith(`${project}/`) && !started.has(key)).toArray().length;
		return slots.isFree(project) && starting < slots.free(project);
	}

	#drive(key: string): void {
		const controller = new AbortController();
		const done = this.#driveSafely(key, controller.signal).finally(() => {
			this.#driving.delete(key);
			this.look();
		});
		this.#driving.set(key, {controller, done});
	}

	/** A task that cannot be driven waits for the person with the reason; it never takes the daemon with it. */
	async #driveSafely(key: string, signal: AbortSignal): Promise<void> {
		const {log, news, store} = this.#parts;
		try {
			await driveTask(this.#parts, key, signal);
		} catch (error) {
			if (error instanceof CalledOff || signal.aborted) {
				return;
			}

			const reason = error instanceof MillwrightError && error.hint !== undefined ? `${error.message} ${error.hint}` : (error instanceof Error ? error.message : String(error));
			log.error('a task could not be driven', {task: key, reason, stack: error instanceof Error ? error.stack : undefined});
			const task = store.tasks.get(key);
			if (task !== undefined) {
				await setTaskState(this.#parts, key, {state: 'failed', reason}).catch(() => undefined);
				news.tell({level: 'bad', text: `${task.id} is stuck: ${reason}`, project: task.project, task: task.id});
			}
		}
	}
}
