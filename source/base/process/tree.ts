import process from 'node:process';
import type {ProcessStat} from './identity.js';
import {commandLine, hasEnvironment, listProcesses} from './table.js';

export type TreeRoot = {
	/** The first process; also the number of its group and of its session when it leads them. */
	pid: number;
	/** Of that process, as in its identity: when another runs under its pid, group and session mean nothing. */
	startTime: string;
	/** An environment entry that all of them inherited, to find those that left by fork and setsid. */
	cookie?: string;
};

export type Leftover = {pid: number; command: string};

/**
The processes that came of one, however they tried to leave it: children of children, its group, its session, and whoever
carries the cookie. A process once found stays found after its parent is gone.

What cannot be found without a control group or a pid namespace: a process that forked twice, made a session of its own
and emptied its environment before the first look.
*/
export class ProcessTree {
	readonly #root: TreeRoot;
	/** By pid, with the start time, because a pid is given to another process later. */
	readonly #known = new Map<number, string>();

	constructor(root: TreeRoot) {
		this.#root = root;
	}

	/** Looks again. Never holds this process, nor those it descends from. */
	find(): ProcessStat[] {
		const all = listProcesses();
		const spared = ancestors(all);
		const isRecycled = all.some(({pid, startTime}) => pid === this.#root.pid && startTime !== this.#root.startTime);
		const members = new Map(all.filter(stat => !spared.has(stat.pid) && (this.#isMarked(stat) || (!isRecycled && this.#isGrouped(stat)))).map(stat => [stat.pid, stat]));
		const childrenOf = () => all.filter(stat => !members.has(stat.pid) && members.has(stat.parent) && !spared.has(stat.pid));
		for (let children = childrenOf(); children.length > 0; children = childrenOf()) {
			for (const child of children) {
				members.set(child.pid, child);
			}
		}

		this.#known.clear();
		for (const {pid, startTime} of members.values()) {
			this.#known.set(pid, startTime);
		}

		return members.values().toArray();
	}

	/** Sends a signal to all of them, and looks again until no new one turns up, because a process may fork while it is walked. */
	signal(name: NodeJS.Signals): void {
		const told = new Set<number>();
		// Eight looks are enough for everything but a fork bomb, which another call meets again.
		for (let look = 0; look < 8; look++) {
			const fresh = this.find().filter(({pid}) => !told.has(pid));
			if (fresh.length === 0) {
				return;
			}

			for (const {pid} of fresh) {
				told.add(pid);
				send(pid, name);
			}
		}
	}

	/**
	Ends them: HUP and TERM (and CONT, for those that are stopped), then KILL after `grace` milliseconds, until two looks in
	a row find nobody. Resolves to those that are left after `patience` milliseconds more, e.g. of another user.
	*/
	async end({grace, patience = 2000}: {grace: number; patience?: number}): Promise<Leftover[]> {
		for (const name of ['SIGHUP', 'SIGTERM', 'SIGCONT'] as const) {
			this.signal(name);
		}

		await this.#untilClean(grace);
		const deadline = performance.now() + patience;
		for (let clean = 0; clean < 2;) {
			const left = this.find();
			clean = left.length === 0 ? clean + 1 : 0;
			if (left.length > 0 && performance.now() > deadline) {
				return left.map(stat => ({pid: stat.pid, command: commandLine(stat)}));
			}

			this.signal('SIGKILL');
			if (left.length > 0) {
				await this.#untilClean(50);
			}
		}

		return [];
	}

	#isGrouped({pid, group, session}: ProcessStat): boolean {
		const root = this.#root.pid;
		return [pid, group, session].includes(root);
	}

	#isMarked({pid, startTime}: ProcessStat): boolean {
		const {cookie} = this.#root;
		return this.#known.get(pid) === startTime || (cookie !== undefined && hasEnvironment(pid, cookie));
	}

	/** Returns when nobody is left or the time is up. The system tells nobody but a parent of an end, so it looks every 20 ms while it waits. */
	async #untilClean(time: number): Promise<void> {
		const deadline = performance.now() + time;
		while (performance.now() < deadline && this.find().length > 0) {
			const {promise, resolve} = Promise.withResolvers<void>();
			setTimeout(resolve, 20);
			await promise;
		}
	}
}

function ancestors(all: ProcessStat[]): Set<number> {
	const parents = new Map(all.map(({pid, parent}) => [pid, parent]));
	const spared = new Set<number>([0, 1]);
	for (let {pid} = process; pid > 1 && !spared.has(pid); pid = parents.get(pid) ?? 0) {
		spared.add(pid);
	}

	return spared;
}

function send(pid: number, name: NodeJS.Signals): void {
	try {
		process.kill(pid, name);
	} catch {
		// It went in the meantime, or belongs to another user: the next look tells.
	}
}
