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

	constructor(watched: Watched) {
		this.#watched = watched;
	}

	/** At each word of its holder. */
	look(status: HolderStatus): void {
		const record = this.#watched.record();
		// One that was refused by the budget has stopped, and not finished: it is told to go on when there is money.
		if (record === undefined || record.frozen || record.refused !== undefined) {
			return;
		}

		if (record.ends === 'osc7501-done' && status.program.state === 'done') {
			void this.#watched.link()?.end(grace).catch(() => undefined);
		}

		if (record.ends !== 'quiet') {
			return;
		}

		const quiet = record.quiet ?? usualQuiet;
		this.stop();
		this.#timer = setTimeout(() => {
			this.#watched.quietly(this.#endIfQuiet(quiet));
		}, quiet * 1000);
	}

	stop(): void {
		clearTimeout(this.#timer);
	}

	async #endIfQuiet(seconds: number): Promise<void> {
		const status = await this.#watched.link()?.getStatus().catch(() => undefined);
		if (status === undefined) {
			return;
		}

		if (status.lastOutput > 0 && Date.now() - status.lastOutput >= seconds * 1000) {
			await this.#watched.link()?.end(grace).catch(() => undefined);
		} else {
			this.look(status);
		}
	}
}
