import {Herald, type HeraldOptions} from './herald.js';
import {forgetTerminals, restoreTerminals} from './restore-terminals.js';

export type AttendantsOptions = Omit<HeraldOptions, 'delay' | 'program'> & {
	/** Whether first pictures are made for those who open the floor again. */
	hasHerald?: boolean;
};

/** What is done for persons whose clients come and go. */
export class Attendants {
	readonly #options: AttendantsOptions;
	readonly #herald: Herald | undefined;

	constructor(options: AttendantsOptions) {
		this.#options = options;
		this.#herald = options.hasHerald ? new Herald(options) : undefined;
		forgetTerminals(options.paths);
	}

	came(): void {
		this.#herald?.wanted();
	}

	went(): void {
		const {log} = this.#options;
		restoreTerminals(this.#options).catch((error: unknown) => {
			log.error('a terminal could not be put back', {error: String(error)});
		});
	}

	close(): void {
		this.#herald?.close();
	}
}
