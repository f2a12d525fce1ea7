import type {Lifetime} from '../support/lifetime.js';

export type SoakOptions = {
	/** How often it is done; what one round is, each soak says. */
	rounds: number;
	/** Told of each group of rounds, in one line. */
	say: (line: string) => void;
};

/** Does for long what must hold for ever. Rejects with one sentence when it did not. */
export type Soak<Options extends SoakOptions = SoakOptions> = (life: Lifetime, options: Options) => Promise<void>;

/** Fails with the sentence unless it is so. */
export function mustHold(isKept: boolean, broken: string | (() => string)): void {
	if (!isKept) {
		throw new Error(typeof broken === 'string' ? broken : broken());
	}
}
