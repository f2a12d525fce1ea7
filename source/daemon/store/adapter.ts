import {readFile} from 'node:fs/promises';
import type {Adapter} from 'lowdb';
import type {DocumentFormat} from '../../../state/document.js';
import {writeDurably} from '../../base/durable-file.js';
import {MillwrightError} from '../../base/errors.js';
import {setAside} from './aside.js';
import {seal, unseal} from './envelope.js';
import type {DamagedFile} from './types.js';

export type AdapterOptions<T> = {
	file: string;
	format: DocumentFormat<T>;
	/** Told of each file that was not what it should be. */
	report(damage: DamagedFile): void;
};

/**
A lowdb adapter that loses nothing: lowdb's own never flushes and lost acknowledged data in every simulated power cut.

`write` resolves when file and folder are flushed, and keeps the copy before as `<file>.bak`. `read` verifies, sets a
damaged file aside, and falls back to the copy; it never throws and never writes over what it could not read.
*/
export class DurableAdapter<T> implements Adapter<T> {
	readonly #options: AdapterOptions<T>;
	#seq = 0;
	#blocked: MillwrightError | undefined;

	constructor(options: AdapterOptions<T>) {
		this.#options = options;
	}

	/** Why this file must not be written: a newer Millwright wrote it, or it cannot be read and not be moved. */
	get blocked(): MillwrightError | undefined {
		return this.#blocked;
	}

	/** From now on nothing is written there. Returns the reason as a sentence. */
	block(complaint: string, file = this.#options.file): string {
		const reason = `The document ${file} ${complaint}; it is left alone.`;
		this.#blocked = new MillwrightError('document-blocked', reason, {hint: 'Update Millwright, or move the file away; `millwright doctor` lists such files.'});
		return reason;
	}

	async read(): Promise<T | null> {
		const {file, report} = this.#options;
		const main = await this.#open(file);
		if (main.state === 'good') {
			return main.data;
		}

		if (main.state === 'blocked') {
			report({file, movedTo: undefined, reason: main.reason});
			return null;
		}

		const copy = await this.#open(`${file}.bak`);
		if (main.state === 'missing' && copy.state === 'missing') {
			return null;
		}

		const what = main.state === 'missing' ? 'it was missing' : main.reason;
		report({file, movedTo: main.state === 'aside' ? main.movedTo : undefined, reason: `The document ${file} was damaged (${what}); ${outcome(copy.state)}.`});
		return copy.state === 'good' ? this.#restore(copy.data) : null;
	}

	async write(data: T): Promise<void> {
		if (this.#blocked !== undefined) {
			throw this.#blocked;
		}

		const {file, format} = this.#options;
		const seq = this.#seq + 1;
		await writeDurably(file, seal(JSON.stringify(data), {version: format.version, seq}), {backup: `${file}.bak`});
		this.#seq = seq;
	}

	/** Written again at once, so that the next start finds it whole. When that fails, the copy is still there. */
	async #restore(data: T): Promise<T> {
		await this.write(data).catch(() => {});
		return data;
	}

	async #open(file: string): Promise<Found<T>> {
		let content: string;
		try {
			content = await readFile(file, 'utf8');
		} catch (error) {
			const {code} = error as NodeJS.ErrnoException;
			return code === 'ENOENT' ? {state: 'missing'} : {state: 'blocked', reason: this.block(`cannot be read (${code})`, file)};
		}

		const opened = unseal(content, this.#options.format);
		if (opened.state === 'good') {
			this.#seq = opened.seq;
			return opened;
		}

		if (opened.state === 'newer') {
			return {state: 'blocked', reason: this.block(`was written by a newer Millwright (version ${opened.version}; this one knows ${this.#options.format.version})`, file)};
		}

		const movedTo = await setAside(file);
		return movedTo === undefined ? {state: 'blocked', reason: this.block(`is damaged (${opened.reason}) and could not be put aside`, file)} : {state: 'aside', movedTo, reason: opened.reason};
	}
}

type Found<T> =
	| {state: 'good'; data: T}
	| {state: 'missing'}
	| {state: 'aside'; movedTo: string; reason: string}
	| {state: 'blocked'; reason: string};

function outcome(copy: Found<unknown>['state']): string {
	if (copy === 'good') {
		return 'the copy before it is used: the last change may be lost';
	}

	return copy === 'missing' ? 'there is no copy, and the rest works on' : 'its copy cannot be used either, and the rest works on';
}
