import {createInterface} from 'node:readline';
import type {Readable} from 'node:stream';
import {safeInput} from '../base/safe-text.js';

/** Lines that the person typed into the session and the model has not been told yet. */
export class Typing {
	readonly #lines: string[] = [];
	readonly #close: () => void;

	/** `onLine` says what becomes of a line: it waits for the next turn, or was the answer to the question that is open. */
	constructor(input: Readable, onLine: (line: string) => 'queued' | 'taken') {
		// `terminal: false` leaves the pseudo-terminal as it is: it echoes, and ctrl-c stays a signal.
		const reader = createInterface({input, terminal: false});
		reader.on('line', line => {
			const text = safeInput(line).trim();
			if (text === '') {
				return;
			}

			if (onLine(text) === 'queued') {
				this.#lines.push(text);
			}
		});
		input.on('error', () => {
			reader.close();
		});
		this.#close = () => {
			reader.close();
		};
	}

	/** Hands over what is queued. */
	take(): string[] {
		return this.#lines.splice(0);
	}

	close(): void {
		this.#close();
	}
}
