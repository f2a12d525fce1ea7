import type {FramedConnection} from '../../link/connection.js';
import type {ControlMessage, Topic} from '../../protocol/control.js';

/** Tells clients what changed: once a turn, and to a client that is behind once it has caught up, so that nothing piles up. */
export class Broadcast {
	readonly #clients: ReadonlySet<FramedConnection>;
	readonly #behind = new WeakMap<FramedConnection, Set<Topic>>();
	#news = new Set<Topic>();

	constructor(clients: ReadonlySet<FramedConnection>) {
		this.#clients = clients;
	}

	tell(topics: readonly Topic[]): void {
		const isScheduled = this.#news.size > 0;
		for (const topic of topics) {
			this.#news.add(topic);
		}

		if (!isScheduled && this.#news.size > 0) {
			setImmediate(() => {
				this.#flush();
			});
		}
	}

	#flush(): void {
		const topics = this.#news;
		this.#news = new Set();
		for (const client of this.#clients) {
			this.#send(client, topics);
		}
	}

	#send(client: FramedConnection, topics: Iterable<Topic>): void {
		const missed = this.#behind.get(client);
		if (missed !== undefined) {
			for (const topic of topics) {
				missed.add(topic);
			}

			return;
		}

		if (client.send({type: 'changed', topics: [...topics]} satisfies ControlMessage)) {
			return;
		}

		const collected = new Set<Topic>();
		this.#behind.set(client, collected);
		client.drained.once(() => {
			this.#behind.delete(client);
			if (collected.size > 0) {
				this.#send(client, collected);
			}
		});
	}
}
