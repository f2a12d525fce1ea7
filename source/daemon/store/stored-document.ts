import {Low} from 'lowdb';
import type {DocumentFormat} from '../../../state/document.js';
import {DurableAdapter, type AdapterOptions} from './adapter.js';
import type {Health} from './health.js';

/**
One document: its value in memory and its file.

Changes are seen at once and written one after the other; those that arrive during a write share the next. A caller is
answered when a write that contains its change is durable. A write that fails is tried again when the disk is well.
*/
export class StoredDocument<T> {
	readonly #low: Low<T>;
	readonly #adapter: DurableAdapter<T>;
	readonly #format: DocumentFormat<T>;
	readonly #health: Health;
	#present = false;
	#version = 0;
	#durable = 0;
	#writing: Promise<void> | undefined;
	#removed = false;

	constructor(options: AdapterOptions<T> & {health: Health; fallback?: T}) {
		this.#format = options.format;
		this.#health = options.health;
		this.#adapter = new DurableAdapter(options);
		this.#low = new Low<T>(this.#adapter, options.fallback ?? null as T);
		this.#present = options.fallback !== undefined;
	}

	/** Undefined when there is none. */
	get value(): T | undefined {
		return this.#present ? this.#low.data : undefined;
	}

	get isBlocked(): boolean {
		return this.#adapter.blocked !== undefined;
	}

	/** See `DurableAdapter.block`. */
	block(complaint: string): string {
		return this.#adapter.block(complaint);
	}

	async load(): Promise<T | undefined> {
		await this.#low.read();
		if (this.#low.data !== null) {
			freeze(this.#low.data);
			this.#present = true;
		}

		return this.value;
	}

	/** The first write. Fails when the disk does: what is new is accepted whole or not at all. */
	async create(document: T): Promise<void> {
		this.#throwIfBlocked();
		this.#low.data = this.#checked(document);
		try {
			await this.#low.write();
		} catch (error) {
			throw this.#health.failed(error);
		}

		this.#present = true;
	}

	/** Throws at once, and changes nothing, when the outcome does not fit the schema. */
	change(change: (draft: T) => T | void): {value: T; durable: Promise<void>} {
		this.#throwIfBlocked();
		const draft = structuredClone(this.#low.data);
		const value = this.#checked(change(draft) ?? draft);
		this.#low.data = value;
		this.#version++;
		return {value, durable: this.#reach(this.#version)};
	}

	/** Waits for the write under way and makes none after it. */
	async retire(): Promise<void> {
		this.#removed = true;
		await this.#writing?.catch(() => {});
	}

	/** Resolves when all that was changed is durable. */
	async settle(): Promise<void> {
		await this.#reach(this.#version);
	}

	async #reach(version: number): Promise<void> {
		while (this.#durable < version && !this.#removed) {
			this.#writing ??= this.#write();
			await this.#writing;
		}
	}

	async #write(): Promise<void> {
		const version = this.#version;
		try {
			await this.#low.write();
			this.#durable = version;
		} catch (error) {
			this.#health.failed(error);
			await this.#health.recovered();
		} finally {
			this.#writing = undefined;
		}
	}

	/** By way of JSON: what is in memory is exactly what the file will give back. */
	#checked(document: T): T {
		const text = JSON.stringify(document);
		return freeze(this.#format.schema.parse(JSON.parse(text)));
	}

	#throwIfBlocked(): void {
		this.#health.throwIfClosed();
		if (this.#adapter.blocked !== undefined) {
			throw this.#adapter.blocked;
		}
	}
}

function freeze<T>(value: T): T {
	if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
		Object.freeze(value);
		for (const inner of Object.values(value)) {
			freeze(inner);
		}
	}

	return value;
}
