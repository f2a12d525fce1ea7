import type {Run} from '../../../state/run.js';
import type {Collection} from '../store/types.js';

/**
The memory of one run of what was done: what makes a pipeline go on after a crash without doing anything twice.

The pipeline is run again from its start by every new daemon. A step that was done gives what it gave the first time, and is
not performed; a step that was under way is performed again, so what it does must be safe to repeat (a session that is
adopted by its id, a ref moved by compare-and-swap, a file written with the same words).
*/
export class Steps {
	readonly #runs: Collection<Run>;
	readonly #run: string;

	constructor(runs: Collection<Run>, run: string) {
		this.#runs = runs;
		this.#run = run;
	}

	/** The value of a step that was done; undefined when it was not. */
	done<Value>(name: string): Value | undefined {
		const step = this.#runs.get(this.#run)?.steps[name];
		return step?.state === 'done' ? step['value'] as Value : undefined;
	}

	/** Performs the step unless it was done, and writes its value down before it is given on. The value must be JSON. */
	async once<Value>(name: string, perform: () => Promise<Value> | Value): Promise<Value> {
		const step = this.#runs.get(this.#run)?.steps[name];
		if (step?.state === 'done') {
			return step['value'] as Value;
		}

		const value = await perform();
		await this.#runs.update(this.#run, run => {
			run.steps[name] = {state: 'done', at: Date.now(), value: value ?? null};
		});
		return value;
	}

	/** Forgets a step and those whose names begin with it and a colon, so that it is performed again. */
	async forget(name: string): Promise<void> {
		await this.#runs.update(this.#run, run => {
			run.steps = Object.fromEntries(Object.entries(run.steps).filter(([key]) => key !== name && !key.startsWith(`${name}:`)));
		});
	}
}
