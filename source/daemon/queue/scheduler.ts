import {MillwrightError} from '../../base/errors.js';
import {taskKey, type Task} from '../../../state/task.js';
import {discardAttempts} from '../pipeline/clean-up.js';
import {contextOf} from '../pipeline/context-of.js';
import {driveTask} from '../pipeline/drive-task.js';
import {heldBack} from '../pipeline/may-start.js';
import type {Parts} from '../pipeline/parts.js';
import {setTaskState} from '../pipeline/task-state.js';
import {inOrder, waitsFor} from './order.js';

const underWay = new Set<Task['state']>(['running', 'needs', 'paused']);

/** Thrown into whatever waits when a task is called off or the daemon stops; it never reaches a person. */
export class CalledOff extends Error {}

/** Starts tasks in the queue's order as slots come free, and goes on with those that were under way. */
export class Scheduler {
	readonly #parts: Parts;
	readonly #driving = new Map<string, {controller: AbortController; done: Promise<void>}>();
	#closed = false;

	constructor(parts: Parts) {
		this.#parts = parts;
	}

	/** Goes on with every task that was under way when the daemon before ended, and begins to serve the queue. */
	start(): void {
		const {store, slots, budgetChanged} = this.#parts;
		for (const task of store.tasks.all().filter(({state}) => underWay.has(state))) {
			this.#drive(taskKey(task));
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
			const isReady = (task.state === 'queued' || task.state === 'waiting') && !task.held && !this.#driving.has(key);
			if (!isReady) {
				continue;
			}

			const missing = waitsFor(task, id => store.tasks.get(taskKey({project: task.project, id}))?.state === 'merged');
			const state = missing.length > 0 ? 'waiting' : 'queued';
			if (state !== task.state) {
				void setTaskState(this.#parts, key, {state, ...(missing.length > 0 ? {reason: `waits for ${missing.join(', ')}`} : {})}).catch(() => undefined);
			} else if (state === 'queued' && !slots.hasLine && this.#startable(task.project) && heldBack(this.#parts, {project: task.project, task: key}) === undefined) {
				this.#drive(key);
			}
		}
	}

	/** Calls a task off: its sessions end with their process trees, its branches go to the trash refs. */
	async cancel(key: string): Promise<void> {
		const {store} = this.#parts;
		const driving = this.#driving.get(key);
		driving?.controller.abort(new CalledOff());
		const task = store.tasks.get(key)!;
		const open = store.sessions.all().filter(session => session.task === task.id && session.project === task.project && session.endedAt === undefined);
		await Promise.all(open.map(async session => this.#endSession(session.id, {launched: session.launched})));
		await driving?.done;
		for (const id of task.runs) {
			const run = store.runs.get(id);
			if (run === undefined || run.state === 'merged' || run.state === 'regenerated') {
				continue;
			}

			await discardAttempts(await contextOf(this.#parts, run, new AbortController().signal)).catch((error: unknown) => {
				this.#parts.log.warn('a cancelled run could not be cleaned up', {run: id, reason: String(error)});
			});
			await store.runs.update(id, draft => {
				draft.state = 'cancelled';
				draft.endedAt ??= Date.now();
			});
		}

		await setTaskState(this.#parts, key, {state: 'cancelled'});
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
		const starting = this.#driving.keys().filter(key => key.startsWith(`${project}/`) && store.sessions.all().every(session => !(session.launched && `${session.project}/${session.task}` === key))).toArray().length;
		return slots.isFree(project) && starting < slots.free(project);
	}

	async #endSession(id: string, {launched}: {launched: boolean}): Promise<void> {
		const {sessions, store, gateway} = this.#parts;
		if (launched) {
			await sessions.end(id);
		} else {
			await store.sessions.remove(id);
		}

		const token = store.sessions.get(id)?.grant?.token;
		if (token !== undefined) {
			gateway.revoke(token);
		}
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
