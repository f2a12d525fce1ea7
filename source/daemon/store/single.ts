import {Emitter} from '../../base/emitter.js';
import type {AdapterOptions} from './adapter.js';
import type {Health} from './health.js';
import {StoredDocument} from './stored-document.js';
import type {Single} from './types.js';

/** A document of which there is one, and which has a value before it was ever written. */
export class SingleDocument<T> implements Single<T> {
	readonly changed = new Emitter<void>();
	readonly #document: StoredDocument<T>;

	constructor(options: AdapterOptions<T> & {health: Health; fallback: T}) {
		this.#document = new StoredDocument(options);
	}

	get(): T {
		return this.#document.value!;
	}

	async load(): Promise<void> {
		await this.#document.load();
	}

	async update(change: (draft: T) => T | void): Promise<T> {
		const {value, durable} = this.#document.change(change);
		this.changed.emit();
		await durable;
		return value;
	}

	async settle(): Promise<void> {
		await this.#document.settle().catch(() => {});
	}
}
