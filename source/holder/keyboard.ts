import {Buffer} from 'node:buffer';
import type {Emitter} from '../base/emitter.js';
import type {ScreenEngine} from '../screen/engine.js';
import {Draft} from './draft.js';
import {isTyped} from './is-typed.js';
import type {Pty} from './pty.js';
import {typeText} from './typing.js';

const draftLength = 256;

/** All that goes into the program: the person's keys, the terminal's answers, and texts that are typed for somebody. Keys wait while a text is typed. */
export class Keyboard {
	readonly #pty: Pty;
	readonly #engine: ScreenEngine;
	readonly #output: Emitter<void>;
	readonly #draft = new Draft();
	readonly #held: Uint8Array[] = [];
	/** The texts that are being typed, one after the other. */
	#typing = Promise.resolve(false);
	#texts = 0;

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
			return;
		}

		if (isTyped(bytes)) {
			// A long paste says no more about a draft than its end.
			this.#draft.take(bytes.length > draftLength ? bytes.subarray(-draftLength) : bytes);
		}

		void this.#pty.write(bytes);
	}

	/** Types a text; see `typeText`. False, and nothing is typed, while the person has a draft on the screen. */
	async type(text: string, options: {submit: boolean}): Promise<boolean> {
		this.#texts++;
		const before = this.#typing;
		this.#typing = (async () => {
			await before;
			return !this.#draft.isOn(this.#engine) && typeText({pty: this.#pty, engine: this.#engine, output: this.#output}, text, options);
		})();
		const hasArrived = await this.#typing;
		this.#texts--;
		if (this.#texts === 0) {
			for (const bytes of this.#held.splice(0)) {
				this.press(bytes);
			}
		}

		return hasArrived;
	}
}
