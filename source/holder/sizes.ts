import type {Size, Sizing} from '../protocol/holder.js';

/** The sizes that clients want of one session, and which of them it has. Each client is known by an object of its own. */
export class Sizes {
	readonly #sizing: Sizing;
	/** Whoever acted last comes last. */
	readonly #wanted = new Map<object, Size>();

	constructor(sizing: Sizing) {
		this.#sizing = sizing;
	}

	/** A client wants a size because its person acts there. */
	want(client: object, size: Size): void {
		this.#wanted.delete(client);
		this.#wanted.set(client, size);
	}

	/** The client shows it no more. Whether its wish was one of those that count. */
	withdraw(client: object): boolean {
		return this.#wanted.delete(client);
	}

	/** Undefined when nobody wants any: then it stays as it is. */
	get chosen(): Size | undefined {
		const sizing = this.#sizing;
		if (typeof sizing === 'object') {
			return sizing;
		}

		const sizes = this.#wanted.values().toArray();
		if (sizes.length === 0 || sizing === 'latest') {
			return sizes.at(-1);
		}

		// Each side by itself: what the largest shows, nobody's pane cuts off on both sides.
		const choose = sizing === 'largest' ? Math.max : Math.min;
		return {cols: choose(...sizes.map(({cols}) => cols)), rows: choose(...sizes.map(({rows}) => rows))};
	}
}
