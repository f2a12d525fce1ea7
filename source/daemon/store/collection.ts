import {readdir, rm} from 'node:fs/promises';
import path from 'node:path';
import type {DocumentFormat} from '../../../state/document.js';
import {makeFolder, syncFolder} from '../../base/durable-file.js';
import {Emitter} from '../../base/emitter.js';
import {MillwrightError} from '../../base/errors.js';
import {KeyedMutex} from '../../base/mutex.js';
import {inParallel} from '../../base/pool.js';
import type {Health} from './health.js';
import {StoredDocument} from './stored-document.js';
import type {Collection, DamagedFile} from './types.js';

export type CollectionOptions<T> = {
	folder: string;
	format: DocumentFormat<T>;
	keyOf(document: T): string;
	health: Health;
	report(damage: DamagedFile): void;
};

// Ids that are ours: no dot first, no separator but one slash, short enough for every file system.
const safeKey = /^\w[\w\-.]{0,99}(?:\/\w[\w\-.]{0,99})?$/v;
const documentName = /^(?<key>\w[\w\-.]{0,99})\.json(?:\.bak)?$/v;
/** What a write that was killed leaves: never acknowledged, so nobody misses it. */
const leftover = /\.[0-9a-f]{12}\.tmp$/v;
/** Files read at once at the start: enough to keep the thread pool and a disk's queue busy. */
const width = 32;

export class DocumentFolder<T> implements Collection<T> {
	readonly changed = new Emitter<string>();
	readonly #options: CollectionOptions<T>;
	readonly #documents = new Map<string, StoredDocument<T>>();
	/** Keys whose file is there and must not be written: what a newer Millwright wrote. */
	readonly #blocked = new Map<string, StoredDocument<T>>();
	readonly #turns = new KeyedMutex();

	constructor(options: CollectionOptions<T>) {
		this.#options = options;
	}

	/** Reads every file of the folder. One that is damaged does not keep the others from being read. */
	async load(): Promise<void> {
		await makeFolder(this.#options.folder);
		const keys = await findKeys(this.#options.folder);
		await inParallel(keys, width, async key => {
			const document = this.#at(key);
			const value = await document.load();
			if (document.isBlocked) {
				this.#blocked.set(key, document);
			} else if (value !== undefined && this.#options.keyOf(value) !== key) {
				this.#options.report({file: this.#file(key), movedTo: undefined, reason: document.block(`says that it is ${this.#options.keyOf(value)}`)});
				this.#blocked.set(key, document);
			} else if (value !== undefined) {
				this.#documents.set(key, document);
			}
		});
	}

	get(key: string): T | undefined {
		return this.#documents.get(key)?.value;
	}

	all(): T[] {
		return this.#documents.values().map(document => document.value!).toArray();
	}

	async put(document: T): Promise<void> {
		const key = this.#options.keyOf(document);
		await this.#turns.run(key, async () => {
			const existing = this.#documents.get(key);
			if (existing !== undefined) {
				const {durable} = existing.change(() => document);
				this.changed.emit(key);
				await durable;
				return;
			}

			await this.#create(key, document);
			this.changed.emit(key);
		});
	}

	async update(key: string, change: (draft: T) => T | void): Promise<T> {
		const document = this.#documents.get(key);
		if (document === undefined) {
			throw new MillwrightError('unknown-document', `There is no ${this.#options.format.name} ${key}.`);
		}

		const {value, durable} = document.change(draft => {
			const next = change(draft) ?? draft;
			if (this.#options.keyOf(next) !== key) {
				throw new Error(`A change of the ${this.#options.format.name} ${key} would give it another id.`);
			}

			return next;
		});
		this.changed.emit(key);
		await durable;
		return value;
	}

	async remove(key: string): Promise<void> {
		await this.#turns.run(key, async () => {
			const document = this.#documents.get(key);
			if (document === undefined) {
				return;
			}

			this.#documents.delete(key);
			this.changed.emit(key);
			await document.retire();
			// The copy first: alone, it would be taken for the survivor of a damage.
			const file = this.#file(key);
			try {
				await rm(`${file}.bak`, {force: true});
				await rm(file, {force: true});
				await syncFolder(path.dirname(file));
			} catch (error) {
				throw this.#options.health.failed(error);
			}
		});
	}

	async settle(): Promise<void> {
		await Promise.allSettled(this.#documents.values().map(async document => document.settle()));
	}

	async #create(key: string, document: T): Promise<void> {
		const created = this.#blocked.get(key) ?? this.#at(key);
		try {
			await makeFolder(path.dirname(this.#file(key)));
		} catch (error) {
			throw this.#options.health.failed(error);
		}

		await created.create(document);
		this.#documents.set(key, created);
	}

	#at(key: string): StoredDocument<T> {
		const {format, health, report} = this.#options;
		return new StoredDocument({file: this.#file(key), format, health, report});
	}

	#file(key: string): string {
		if (!safeKey.test(key)) {
			throw new MillwrightError('bad-id', `"${key}" cannot be the id of a ${this.#options.format.name}: letters, digits, "-", "_" and "." are allowed.`);
		}

		return `${path.join(this.#options.folder, key)}.json`;
	}
}

/** Of the folder and the folders in it, each key once; what killed writes left is cleared away on the same walk. */
async function findKeys(folder: string): Promise<string[]> {
	const keys = new Set<string>();
	const visit = async (prefix: string): Promise<void> => {
		for (const entry of await readdir(path.join(folder, prefix), {withFileTypes: true})) {
			const key = documentName.exec(entry.name)?.groups!['key'];
			if (prefix === '' && key === undefined && entry.isDirectory()) {
				await visit(`${entry.name}/`);
			} else if (key !== undefined) {
				keys.add(prefix + key);
			} else if (leftover.test(entry.name)) {
				await rm(path.join(folder, prefix, entry.name), {force: true});
			}
		}
	};

	await visit('');
	return [...keys];
}
