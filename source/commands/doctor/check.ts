import type {Context} from '../command.js';

/** One thing that the doctor looked at. */
export type Check = {
	name: string;
	/** `good`; `warn`: it works, less well; `bad`: something will not work. */
	state: 'good' | 'warn' | 'bad';
	/** What was found, one sentence. */
	found: string;
	/** How to mend it; always there unless it is good. */
	cure?: string;
};

export type Look = (context: Context) => Promise<Check[]>;
