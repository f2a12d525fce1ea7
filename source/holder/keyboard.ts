import {Buffer} from 'node:buffer';
import type {Emitter} from '../base/emitter.js';
import type {ScreenEngine} from '../screen/engine.js';
import {Draft} from './draft.js';
import {isTyped} from './is-typed.js';
import type {Pty} from './pty.js';
import {typeText} from './typing.js';

const draftLength = 256;
// Milliseconds that a key of the person waits for texts. A program that has not shown one by then is busy: that the text arrived is not known, and the person sees where it stands.
const keyPatience = 500;

/** All that goes into the program: the person's keys, the terminal's answers, and texts that are typed for somebody. Keys wait while a text is typed, but not long. */
export class Keyboard {
	readonly #pty: Pty;
	readonly #engine: ScreenEngine;
	readonly #output: Emitter<void>;
	readonly #draft = new Draft();
	readonly #held: Uint8Array[] = [];
	/** The texts that are being typed, one after the other. */
	#typing = Promise.resolve();
	#texts = 0;
	/** Ends the texts that are being typed when a key has waited long enough. */
	#hurry = new AbortController();
	#patience: NodeJS.Timeout | undefined;

	constructor({pty, engine, output}: {pty: Pty; engine: ScreenEngine; output: Emitter<void>}) {
		this.#pty = pty;
		this.#engine = engine;
		this.#output = output;
		engine.replies.on(reply => {
			void pty.write(reply);
		});
	}

	/** Keys of the person, and what else their terminal tells, as they are. */
	press(bytes: Uint8Array): void {
		if (this.#texts > 0) {
			this.#held.push(Buffer.from(bytes));
			if (isTyped(bytes)) {
				const hurry = this.#hurry;
				this.#patience ??= setTimeout(() => {
					// On the next turn: what the program has printed meanwhile is read first.
					setImmediate(() => {
						hurry.abort();
					});
				}, keyPatience);
			}

			return;
		}

		if (isTyped(bytes)) {
			// A long paste says no more about a draft than its end.
			this.#draft.take(bytes.length > draftLength ? bytes.subarray(-draftLength) : bytes);
		}

		void this.#pty.write(bytes);
	}

	/** Types a text; see `typeText`. False, and nothing is typed, while the person has a draft on the screen, or where their keys have waited for the texts before it. */
	async type(text: string, {submit}: {submit: boolean}): Promise<boolean> {
		const hurry = this.#hurry.signal;
		const before = this.#typing;
		const {promise, resolve} = Promise.withResolvers<void>();
		this.#typing = promise;
		this.#texts++;
		try {
			await before;
			return !hurry.aborted && !this.#draft.isOn(this.#engine) && await typeText({pty: this.#pty, engine: this.#engine, output: this.#output}, text, {submit, hurry});
		} finally {
			resolve();
			this.#texts--;
			if (this.#texts === 0) {
				this.#release();
			}
		}
	}

	#release(): void {
		clearTimeout(this.#patience);
		this.#patience = undefined;
		this.#hurry = new AbortController();
		for (const bytes of this.#held.splice(0)) {
			this.press(bytes);
		}
	}
}
