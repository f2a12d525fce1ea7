import type {HolderLink} from '../../link/holder-link.js';
import type {HolderStatus} from '../../protocol/holder.js';
import type {Session} from '../../../state/session.js';

export type Watched = {
	/** Undefined while its holder cannot be asked. */
	link: () => HolderLink | undefined;
	record: () => Session | undefined;
	/** Takes work that nobody waits for. */
	quietly: (work: Promise<void>) => void;
};

// Seconds of silence after which an agent that says nothing of itself has ended its work, unless it is declared otherwise.
const usualQuiet = 30;
// Milliseconds that it gets to end politely.
const grace = 2000;

/** Ends agents that do not exit when their work is done: they say so, or they have been still for long enough. */
export class DoneWatch {
	readonly #watched: Watched;
	#timer: NodeJS.Timeout | undefined;
	/** Its silence was over while it rested. */
	#isOwed = false;

	constructor(watched: Watched) {
		this.#watched = watched;
	}

	/** At each word of its holder. */
	look(status: HolderStatus): void {
		const record = this.#watched.record();
		if (record === undefined || (rests(record) && record.ends !== 'quiet')) {
			return;
		}

		if (record.ends === 'osc7501-done' && status.program.state === 'done') {
			void this.#watched.link()?.end(grace).catch(() => undefined);
		}

		if (record.ends !== 'quiet') {
			return;
		}

		this.#arm(record.quiet ?? usualQuiet);
	}

	/** When its record has changed. */
	goOn(): void {
		const record = this.#watched.record();
		if (this.#isOwed && record !== undefined && !rests(record)) {
			this.#arm(record.quiet ?? usualQuiet);
		}
	}

	stop(): void {
		clearTimeout(this.#timer);
	}

	#arm(seconds: number): void {
		this.stop();
		this.#isOwed = false;
		this.#timer = setTimeout(() => {
			this.#watched.quietly(this.#endIfQuiet(seconds));
		}, seconds * 1000);
	}

	async #endIfQuiet(seconds: number): Promise<void> {
		const status = await this.#watched.link()?.getStatus().catch(() => undefined);
		const record = this.#watched.record();
		if (status === undefined || record === undefined || record.endedAt !== undefined) {
			return;
		}

		if (rests(record)) {
			// Silent as it must be: it is looked at again when it goes on.
			this.#isOwed = true;
			return;
		}

		if (status.lastOutput > 0 && Date.now() - status.lastOutput >= seconds * 1000) {
			await this.#watched.link()?.end(grace).catch(() => undefined);
		} else {
			this.look(status);
		}
	}
}

/** Stopped by the person or the budget, or refused by the budget: it has not finished. It is told to go on when it may. */
const rests = ({frozen, refused}: Session): boolean => frozen || refused !== undefined;
