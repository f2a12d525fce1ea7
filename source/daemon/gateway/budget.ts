import {Emitter} from '../../base/emitter.js';
import type {Admission, Admit} from './gateway-types.js';
import type {ReserveRecord} from './ledger.js';
import {localDay, nextMidnight} from './local-day.js';
import type {Meter} from './meter.js';

/** `stopped`: calls of the project are refused until the person raises its budget or the day is over; then `lifted`. */
export type BudgetChange = {type: 'stopped' | 'lifted'; project: string; sentence: string};

export type Budget = {
	/** For the gateway. */
	admit: Admit;
	readonly changes: Emitter<BudgetChange>;
	isStopped(project: string): boolean;
	/** The sentence that calls are refused with, while they are. */
	reason(project: string): string | undefined;
	/** To be called when a project's limit was changed. */
	recheck(project: string): void;
	/** Lets go of the timer that waits for midnight. */
	close(): void;
};

export type BudgetOptions = {
	meter: Meter;
	/** Dollars a day; undefined when the project has no budget. Asked anew for each call. */
	limitOf(project: string): number | undefined;
	now?: () => number;
};

/**
The daily budget of each project. A call passes when what was spent today, what calls under way may cost and what this one may
cost are within the limit together. When only calls under way are in its way, it waits for them: most cost less than was reserved.
*/
export function createBudget({meter, limitOf, now = Date.now}: BudgetOptions): Budget {
	const stopped = new Map<string, {sentence: string; estimate: number; day: string}>();
	const changes = new Emitter<BudgetChange>();
	let midnight: NodeJS.Timeout | undefined;

	const roomFor = (project: string, estimate: number): 'room' | 'wait' | 'none' => {
		const limit = limitOf(project);
		if (limit === undefined) {
			return 'room';
		}

		const today = {project, day: localDay(now())};
		const spent = meter.sum(today).nanoDollars;
		const limitInNano = Math.round(limit * 1e9);
		if (spent + estimate <= limitInNano) {
			return 'room';
		}

		return spent - meter.held(today) + estimate <= limitInNano ? 'wait' : 'none';
	};

	const recheck = (project: string) => {
		const stop = stopped.get(project);
		if (stop !== undefined && roomFor(project, stop.estimate) === 'room') {
			stopped.delete(project);
			changes.emit({type: 'lifted', project, sentence: `There is room in today's budget of ${project} again.`});
		}

		waitForMidnight();
	};

	// One timer, and only while something is stopped: a new day has a new budget.
	const waitForMidnight = () => {
		clearTimeout(midnight);
		midnight = undefined;
		if (stopped.size === 0) {
			return;
		}

		midnight = setTimeout(() => {
			for (const project of stopped.keys()) {
				recheck(project);
			}
		}, nextMidnight(now()) - now() + 1);
		midnight.unref();
	};

	const stop = (estimate: ReserveRecord): Admission => {
		const {project} = estimate.subject;
		const sentence = explain({estimate, limit: limitOf(project) ?? 0, spent: meter.sum({project, day: localDay(now())}).nanoDollars});
		const isNew = !stopped.has(project);
		stopped.set(project, {sentence, estimate: estimate.nanoDollars, day: localDay(now())});
		waitForMidnight();
		if (isNew) {
			changes.emit({type: 'stopped', project, sentence});
		}

		return {ok: false, refused: sentence};
	};

	return {
		changes,
		recheck,
		isStopped(project) {
			// The timer that waits for midnight is late by the time that the machine slept.
			if (stopped.get(project)?.day !== undefined && stopped.get(project)?.day !== localDay(now())) {
				recheck(project);
			}

			return stopped.has(project);
		},
		reason: project => stopped.get(project)?.sentence,
		async admit({estimate, signal}) {
			for (;;) {
				// Looking and taking happen in one turn of the event loop: two calls cannot both see the last of the money.
				const room = signal.aborted ? 'none' : roomFor(estimate.subject.project, estimate.nanoDollars);
				if (room === 'room') {
					meter.hold(estimate);
					return {ok: true};
				}

				if (room === 'none') {
					return signal.aborted ? {ok: false, refused: 'The agent went away.'} : stop(estimate);
				}

				await nextChange(meter, signal);
			}
		},
		close() {
			clearTimeout(midnight);
		},
	};
}

function explain({estimate, limit, spent}: {estimate: ReserveRecord; limit: number; spent: number}): string {
	const money = (dollars: number) => `$${dollars.toFixed(2)}`;
	const {subject: {project}, model, nanoDollars} = estimate;
	const cost = money(Math.max(nanoDollars / 1e9, 0.01));
	return `Millwright stopped this call: the project ${project} has spent ${money(spent / 1e9)} of its ${money(limit)} for today, and this call to ${model} may cost ${cost}. `
		+ 'Raise the budget, or wait for tomorrow.';
}

async function nextChange(meter: Meter, signal: AbortSignal): Promise<void> {
	const {promise, resolve} = Promise.withResolvers<void>();
	const dispose = meter.changed.once(() => {
		resolve();
	});
	const stop = () => {
		resolve();
	};

	signal.addEventListener('abort', stop, {once: true});
	await promise;
	dispose();
	signal.removeEventListener('abort', stop);
}
