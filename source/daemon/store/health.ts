import {randomBytes} from 'node:crypto';
import {open, rm, statfs} from 'node:fs/promises';
import path from 'node:path';
import {Emitter} from '../../base/emitter.js';
import {MillwrightError} from '../../base/errors.js';

export type HealthOptions = {
	folder: string;
	/** Bytes that must be free before new work is accepted; 16 MiB, so that what was accepted can be written to its end. */
	reserve: number;
	/** Milliseconds until it is tried again after a failure; doubled each time, up to thirty-two times as long. */
	patience: number;
};

/** Whether the state can be written. It turns bad with the first write that fails and good again by itself. */
export class Health {
	readonly changed = new Emitter<string | undefined>();
	readonly #options: HealthOptions;
	#degraded: string | undefined;
	#timer: NodeJS.Timeout | undefined;
	#wait: number;
	#closed = false;
	readonly #ended = new Emitter<void>();

	constructor(options: HealthOptions) {
		this.#options = options;
		this.#wait = options.patience;
	}

	get degraded(): string | undefined {
		return this.#degraded;
	}

	/** After the store was closed another daemon may be the one that writes. */
	throwIfClosed(): void {
		if (this.#closed) {
			throw new MillwrightError('store-closed', 'The daemon is stopping and keeps nothing more.', {hint: 'Run the command again: it starts a new one.'});
		}
	}

	/** A write failed. Returns the error that the caller's work is refused with. */
	failed(error: unknown): MillwrightError {
		const sentence = describe(error, this.#options.folder);
		if (this.#degraded === undefined && !this.#closed) {
			this.#set(sentence);
			this.#schedule();
		}

		return refusal(sentence, error);
	}

	/** Resolves when it can be written again; rejects when the store is closed before. */
	async recovered(): Promise<void> {
		this.throwIfClosed();
		if (this.#degraded === undefined) {
			return;
		}

		const sentence = this.#degraded;
		const {promise, resolve, reject} = Promise.withResolvers<void>();
		// The first change from here on is the recovery.
		const forget = this.changed.once(() => {
			resolve();
		});
		this.#ended.once(() => {
			forget();
			reject(refusal(sentence));
		});
		return promise;
	}

	/** Throws when the state cannot be written or is about to be full. */
	async check(): Promise<void> {
		if (this.#degraded !== undefined) {
			throw refusal(this.#degraded);
		}

		const {folder, reserve} = this.#options;
		const {bavail, bsize, files, ffree} = await statfs(folder);
		if (bavail * bsize < reserve || (files > 0 && ffree < 64)) {
			throw refusal(`The disk that holds ${folder} is nearly full: ${Math.floor((bavail * bsize) / 1024 / 1024)} MiB and ${ffree} files are left.`);
		}
	}

	close(): void {
		this.#closed = true;
		clearTimeout(this.#timer);
		this.#ended.emit();
	}

	#set(sentence: string | undefined): void {
		this.#degraded = sentence;
		this.changed.emit(sentence);
	}

	/** The only timer of the store: it runs while nothing can be written, because a disk does not say when it has space again. */
	#schedule(): void {
		this.#timer = setTimeout(() => {
			void this.#retry();
		}, this.#wait);
	}

	async #retry(): Promise<void> {
		const isWell = await probe(this.#options.folder).then(() => true).catch(() => false);
		if (this.#closed) {
			return;
		}

		if (isWell) {
			this.#wait = this.#options.patience;
			this.#set(undefined);
		} else {
			this.#wait = Math.min(this.#wait * 2, this.#options.patience * 32);
			this.#schedule();
		}
	}
}

/** 64 KiB that reach the disk: more than most documents, so that the first writer does not fail again. */
async function probe(folder: string): Promise<void> {
	const file = path.join(folder, `probe.${randomBytes(6).toString('hex')}.tmp`);
	try {
		const handle = await open(file, 'wx', 0o600);
		try {
			await handle.writeFile(randomBytes(64 * 1024));
			await handle.sync();
		} finally {
			await handle.close();
		}
	} finally {
		await rm(file, {force: true});
	}
}

function describe(error: unknown, folder: string): string {
	const {code} = error as NodeJS.ErrnoException;
	return code === 'ENOSPC' || code === 'EDQUOT'
		? `The disk that holds ${folder} is full.`
		: `The state folder ${folder} cannot be written (${code ?? String(error)}).`;
}

function refusal(sentence: string, cause?: unknown): MillwrightError {
	return new MillwrightError('state-not-writable', sentence, {hint: 'Make space or mend the disk: what was accepted goes on by itself, and nothing new is accepted until then.', cause});
}
