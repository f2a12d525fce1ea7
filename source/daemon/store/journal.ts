import {Buffer} from 'node:buffer';
import {constants} from 'node:fs';
import {open, stat, type FileHandle} from 'node:fs/promises';
import path from 'node:path';
import {syncFolder, writeDurably} from '../../base/durable-file.js';
import {MillwrightError} from '../../base/errors.js';
import type {Health} from './health.js';
import {decodeLine, encodeLine, readLines} from './lines.js';
import {recover} from './recover.js';
import type {DamagedFile, Journal, JournalEntry} from './types.js';

export type JournalOptions = {
	file: string;
	health: Health;
	report(damage: DamagedFile): void;
};

type Waiting = {record: string; resolve(seq: number): void; reject(error: Error): void};

/** Opens it, cuts off what a crash left half written, and sets aside what is damaged. Never throws for what stands in the file. */
export async function openJournal<T>(options: JournalOptions): Promise<JournalFile<T>> {
	const {file, report} = options;
	try {
		const handle = await openFile(file);
		const {last, end} = await recover({file, handle, report});
		return new JournalFile<T>(options, {handle, last, end});
	} catch (error) {
		const reason = `The journal ${file} cannot be used (${(error as NodeJS.ErrnoException).code ?? String(error)}); it is left alone, and nothing new is accepted.`;
		report({file, movedTo: undefined, reason});
		return new JournalFile<T>(options, {blocked: new MillwrightError('state-not-writable', reason, {hint: 'Mend it, or move the file away, and start again.', cause: error})});
	}
}

type Opened = {handle: FileHandle; last: number; end: number} | {blocked: MillwrightError};

/** Characters; a quarter of the line that the reader still takes for one. */
const recordLimit = 16 * 1024 * 1024;

export class JournalFile<T> implements Journal<T> {
	readonly #options: JournalOptions;
	#handle: FileHandle | undefined;
	readonly #blocked: MillwrightError | undefined;
	#last = 0;
	/** Where the durable part ends, in bytes. */
	#end = 0;
	/** Bytes of a failed write may stand behind the end. */
	#ragged = false;
	readonly #queue: Waiting[] = [];
	#flushing: Promise<void> | undefined;

	constructor(options: JournalOptions, opened: Opened) {
		this.#options = options;
		if ('blocked' in opened) {
			this.#blocked = opened.blocked;
		} else {
			this.#handle = opened.handle;
			this.#last = opened.last;
			this.#end = opened.end;
		}
	}

	get last(): number {
		return this.#last;
	}

	async append(record: T): Promise<number> {
		this.#options.health.throwIfClosed();
		if (this.#blocked !== undefined) {
			throw this.#blocked;
		}

		const text = JSON.stringify(record ?? null);
		if (text.length > recordLimit) {
			throw new RangeError(`A record of ${text.length} characters is too large for a journal.`);
		}

		const {promise, resolve, reject} = Promise.withResolvers<number>();
		this.#queue.push({record: text, resolve, reject});
		this.#flushing ??= this.#flush();
		return promise;
	}

	async read(): Promise<Array<JournalEntry<T>>> {
		const entries: Array<JournalEntry<T>> = [];
		if (this.#blocked === undefined && this.#end > 0) {
			// A descriptor of its own, because the other is replaced after a failed flush.
			await using handle = await open(this.#options.file, 'r');
			for await (const line of readLines(handle, this.#end)) {
				entries.push(decodeLine<T>(line.bytes));
			}
		}

		return entries;
	}

	async compact(isNeeded: (entry: JournalEntry<T>) => boolean): Promise<number> {
		this.#options.health.throwIfClosed();
		while (this.#flushing !== undefined) {
			await this.#flushing;
		}

		const rewriting = this.#rewrite(isNeeded);
		// What is appended meanwhile waits for it.
		this.#flushing = this.#flushAfter(rewriting);
		return rewriting;
	}

	/** Waits for what is being written. */
	async close(): Promise<void> {
		await this.#flushing;
		await this.#handle?.close();
		this.#handle = undefined;
	}

	/** The lines that stay are taken over as they stand; the newest always stays, because it has the number that the next one follows. */
	async #rewrite(isNeeded: (entry: JournalEntry<T>) => boolean): Promise<number> {
		const {file, health} = this.#options;
		if (this.#blocked !== undefined || this.#end === 0) {
			return 0;
		}

		const kept: Uint8Array[] = [];
		let dropped = 0;
		await using handle = await open(file, 'r');
		for await (const line of readLines(handle, this.#end)) {
			if (line.end === this.#end || isNeeded(decodeLine<T>(line.bytes))) {
				kept.push(line.bytes, Buffer.from('\n'));
			} else {
				dropped++;
			}
		}

		if (dropped === 0) {
			return 0;
		}

		const bytes = Buffer.concat(kept);
		try {
			await writeDurably(file, bytes);
		} catch (error) {
			throw health.failed(error);
		} finally {
			// The descriptor is of the file that was replaced; the next write opens the one that is there, which is shorter if it is the new one.
			await this.#handle?.close().catch(() => {});
			this.#handle = undefined;
			const {size} = await stat(file);
			this.#end = Math.min(this.#end, size);
		}

		return dropped;
	}

	async #flushAfter(work: Promise<unknown>): Promise<void> {
		await work.catch(() => {});
		await this.#flush();
	}

	async #flush(): Promise<void> {
		// What is appended in the same turn shares the flush already.
		await Promise.resolve();
		while (this.#queue.length > 0) {
			const batch = this.#queue.splice(0);
			if (!(await this.#commit(batch)) && batch.length > 1) {
				// One that is too large for the disk must not take the others with it.
				for (const one of batch) {
					await this.#commit([one], 'last');
				}
			}
		}

		this.#flushing = undefined;
	}

	/** False when it failed; those of a batch are rejected only when each was tried alone. */
	async #commit(batch: Waiting[], chance: 'first' | 'last' = batch.length === 1 ? 'last' : 'first'): Promise<boolean> {
		const at = Date.now();
		const lines = batch.map(({record}, index) => encodeLine({seq: this.#last + 1 + index, at, record}));
		try {
			const bytes = Buffer.from(lines.join(''));
			await this.#write(bytes);
			this.#end += bytes.length;
		} catch (error) {
			await this.#retreat();
			if (chance === 'last') {
				const refusal = this.#options.health.failed(error);
				for (const {reject} of batch) {
					reject(refusal);
				}
			}

			return false;
		}

		for (const {resolve} of batch) {
			this.#last++;
			resolve(this.#last);
		}

		return true;
	}

	async #write(bytes: Uint8Array): Promise<void> {
		this.#handle ??= await openFile(this.#options.file);
		if (this.#ragged) {
			await this.#handle.truncate(this.#end);
		}

		this.#ragged = true;
		for (let done = 0; done < bytes.length;) {
			const {bytesWritten} = await this.#handle.write(bytes, done, bytes.length - done, this.#end + done);
			done += bytesWritten;
		}

		await this.#handle.datasync();
		this.#ragged = false;
	}

	/** Back to what was acknowledged, and to a new descriptor: after a failed flush the kernel may have dropped the pages of the old one. */
	async #retreat(): Promise<void> {
		try {
			await this.#handle?.truncate(this.#end);
			this.#ragged = false;
		} catch {
			// Tried again before the next write, and by the recovery of the next start.
		}

		await this.#handle?.close().catch(() => {});
		this.#handle = undefined;
	}
}

async function openFile(file: string): Promise<FileHandle> {
	const handle = await open(file, constants.O_RDWR | constants.O_CREAT, 0o600);
	await syncFolder(path.dirname(file));
	return handle;
}
