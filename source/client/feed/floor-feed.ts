import {existsSync} from 'node:fs';
import {Emitter} from '../../base/emitter.js';
import {MillwrightError} from '../../base/errors.js';
import type {DaemonLink} from '../../link/daemon.js';
import type {Params, RequestName, Result} from '../../protocol/control.js';
import type {FloorView} from '../../protocol/floor.js';

export type FeedOptions = {
	/** Connects to the daemon, and starts one when none runs. */
	connect: () => Promise<DaemonLink>;
	/** The control socket: a daemon that was told to stop takes it away, one that died does not. */
	socket: string;
};

// Between tries to start a daemon that does not come up: it says why each time, and a full disk is not emptied faster by asking more often.
const retryWaits = [500, 2000, 5000, 15_000];

/**
What the floor draws, fetched again whenever the daemon says that it changed: one fetch at a time, and what changes meanwhile is in
the next. A daemon that died is started again, and everything is fetched as at the first time.
*/
export class FloorFeed {
	readonly floor = new Emitter<FloorView>();
	readonly connection = new Emitter<'up' | 'down'>();
	/** It could not be reached again, and why; it is tried again later. */
	readonly trouble = new Emitter<MillwrightError>();
	/** The daemon was told to stop. */
	readonly stopped = new Emitter<void>();
	readonly #options: FeedOptions;
	#newest: FloorView | undefined;
	#link: DaemonLink | undefined;
	#fetching = false;
	#stale = false;
	#closed = false;
	#timer: NodeJS.Timeout | undefined;

	constructor(options: FeedOptions) {
		this.#options = options;
	}

	/** Connects for the first time. Rejects with what keeps it from that. */
	async open(): Promise<FloorView> {
		const link = await this.#options.connect();
		let isStale = false;
		const dispose = link.changed.on(() => {
			isStale = true;
		});
		const floor = await link.request('floor', {});
		dispose();
		this.#adopt(link);
		if (isStale) {
			void this.#fetch();
		}

		return floor;
	}

	/** What was fetched after the first, perhaps before anybody listened. */
	get newest(): FloorView | undefined {
		return this.#newest;
	}

	async request<Name extends RequestName>(name: Name, params: Params<Name>): Promise<Result<Name>> {
		if (this.#link === undefined) {
			throw new MillwrightError('no-daemon', 'The daemon is being started again.', {hint: 'Try once more in a moment.'});
		}

		return this.#link.request(name, params);
	}

	close(): void {
		this.#closed = true;
		clearTimeout(this.#timer);
		this.#link?.close();
	}

	#adopt(link: DaemonLink): void {
		this.#link = link;
		link.changed.on(() => {
			void this.#fetch();
		});
		link.closed.once(() => {
			this.#lose();
		});
		if (link.isClosed) {
			this.#lose();
		}
	}

	async #fetch(): Promise<void> {
		this.#stale = true;
		if (this.#fetching) {
			return;
		}

		this.#fetching = true;
		try {
			while (this.#stale && this.#link !== undefined) {
				this.#stale = false;
				this.#newest = await this.#link.request('floor', {});
				this.floor.emit(this.#newest);
			}
		} catch (error) {
			// When the connection went, it is made anew; a daemon that refuses the request says why.
			if (this.#link !== undefined && error instanceof MillwrightError) {
				this.trouble.emit(error);
			}
		} finally {
			this.#fetching = false;
		}
	}

	#lose(): void {
		if (this.#closed || this.#link === undefined) {
			return;
		}

		this.#link = undefined;
		this.connection.emit('down');
		if (existsSync(this.#options.socket)) {
			void this.#reconnect(0);
		} else {
			this.stopped.emit();
		}
	}

	async #reconnect(attempt: number): Promise<void> {
		try {
			const link = await this.#options.connect();
			if (this.#closed) {
				link.close();
				return;
			}

			this.#adopt(link);
			this.connection.emit('up');
			await this.#fetch();
		} catch (error) {
			this.trouble.emit(error instanceof MillwrightError ? error : new MillwrightError('no-daemon', String(error)));
			if (!this.#closed && !isFinal(error)) {
				this.#timer = setTimeout(() => {
					void this.#reconnect(attempt + 1);
				}, retryWaits[Math.min(attempt, retryWaits.length - 1)]);
			}
		}
	}
}

/** Trying again would bring the same answer. */
const isFinal = (error: unknown): boolean => error instanceof MillwrightError && ['other-version', 'other-rehearsal', 'wrong-token'].includes(error.code);
