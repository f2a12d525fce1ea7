import {linkAddress} from '../screen/link-address.js';

// Addresses are kept for the session's life, as cells of the history hold their numbers.
const linkLimit = 2000;

/** The links that a program drew, each once, and no more than a limit. */
export class XtermLinks {
	readonly #addresses: string[] = [];
	readonly #numbers = new Map<string, number>();

	/** The number of the link that the command opens; 0 when it closes one, or opens one that is not kept. */
	open(data: string): number {
		const address = linkAddress(data);
		const known = this.#numbers.get(address);
		if (known !== undefined) {
			return known;
		}

		if (address === '' || this.#addresses.length >= linkLimit) {
			return 0;
		}

		this.#addresses.push(address);
		this.#numbers.set(address, this.#addresses.length);
		return this.#addresses.length;
	}

	address(number: number): string | undefined {
		return this.#addresses[number - 1];
	}
}
