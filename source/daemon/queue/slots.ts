import {Emitter} from '../../base/emitter.js';

export type SlotLimits = {overall: number; ofProject: (project: string) => number};

/**
How many sessions may work at once, over all projects and in each.

A session holds its slot while it works; one that waits for the person gives it back, so that questions never starve the
rest. When the person answers, it goes on at once: for that moment there may be one session more than the limit.
*/
export class Slots {
	readonly changed = new Emitter<void>();
	readonly #limits: SlotLimits;
	readonly #working = new Map<string, string>();
	readonly #waiting: Array<{session: string; project: string; start: () => void}> = [];

	constructor(limits: SlotLimits) {
		this.#limits = limits;
	}

	used(project?: string): number {
		return project === undefined ? this.#working.size : this.#working.values().filter(name => name === project).toArray().length;
	}

	isFree(project: string): boolean {
		return this.used() < this.#limits.overall && this.used(project) < this.#limits.ofProject(project);
	}

	/** How many more sessions of the project may work. */
	free(project: string): number {
		return Math.max(0, Math.min(this.#limits.overall - this.used(), this.#limits.ofProject(project) - this.used(project)));
	}

	/** Whether somebody of the project stands in line already, so that a newcomer must not be started before. A line of another project, which waits for that project's own slots, is no reason to wait. */
	hasLine(project: string): boolean {
		return this.#waiting.some(waiting => waiting.project === project);
	}

	holds(session: string): boolean {
		return this.#working.has(session);
	}

	/** Resolves when the session may start; rejects with the signal's reason when it is called off first. */
	async acquire({session, project, signal}: {session: string; project: string; signal: AbortSignal}): Promise<void> {
		signal.throwIfAborted();
		if (!this.#working.has(session) && this.isFree(project)) {
			this.hold({session, project});
			return;
		}

		if (this.#working.has(session)) {
			return;
		}

		const {promise, resolve, reject} = Promise.withResolvers<void>();
		const waiting = {session, project, start: resolve};
		const giveUp = () => {
			const place = this.#waiting.indexOf(waiting);
			if (place !== -1) {
				this.#waiting.splice(place, 1);
			}

			reject(signal.reason as Error);
		};

		this.#waiting.push(waiting);
		signal.addEventListener('abort', giveUp, {once: true});
		await promise;
		signal.removeEventListener('abort', giveUp);
		if (!signal.aborted) {
			return;
		}

		// It was called off in the very moment that its turn came.
		this.release(session);
		signal.throwIfAborted();
	}

	/** Takes a slot without asking: for a session that runs already. */
	hold({session, project}: {session: string; project: string}): void {
		this.#working.set(session, project);
		this.changed.emit();
	}

	release(session: string): void {
		if (!this.#working.delete(session)) {
			return;
		}

		this.#serve();
		this.changed.emit();
	}

	/** After a limit was raised. */
	serve(): void {
		this.#serve();
	}

	#serve(): void {
		const line = this.#waiting.splice(0);
		for (const waiting of line) {
			if (this.isFree(waiting.project)) {
				this.#working.set(waiting.session, waiting.project);
				waiting.start();
			} else {
				this.#waiting.push(waiting);
			}
		}
	}
}
