import {safeLine} from '../base/safe-text.js';

// Addresses are kept for the session's life, as cells of the history hold their numbers.
const linkLimit = 2000;
const lengthLimit = 2048;

/** The links (OSC 8) that a program drew: web addresses only, each once, and no more than a limit. */
export class Links {
	readonly #addresses: string[] = [];
	readonly #numbers = new Map<string, number>();

	/** The number of the link that the command opens; 0 when it closes one, or opens one that is not kept. */
	open(data: string): number {
		const address = data.slice(data.indexOf(';') + 1);
		if (address.length > lengthLimit || !/^https?:\/\/[\u{21}-\u{7E}]+$/v.test(address)) {
			return 0;
		}

		const known = this.#numbers.get(address);
		if (known !== undefined) {
			return known;
		}

		if (this.#addresses.length >= linkLimit) {
			return 0;
		}

		this.#addresses.push(safeLine(address, lengthLimit));
		this.#numbers.set(address, this.#addresses.length);
		return this.#addresses.length;
	}

	address(number: number): string | undefined {
		return this.#addresses[number - 1];
	}
}
