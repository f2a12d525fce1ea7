import {setTimeout as wait} from 'node:timers/promises';
import {MillwrightError} from '../../base/errors.js';
import {readTrouble} from './trouble.js';

type Patience = {
	signal: AbortSignal;
	/** Says once, and again when the reason changes, that it is trying. */
	onTrouble: (message: string) => void;
	/** The budget stopped the call: resolves when it may be tried again. */
	onBudget: (message: string) => Promise<void>;
	/** Milliseconds; the first wait, doubled each time. */
	firstWait?: number;
	/** Milliseconds from the first failure after which it gives up. */
	limit?: number;
};

// A daemon that restarts is back in a second or two; a vendor that is overloaded wants longer pauses.
const defaultFirstWait = 250;
const longestWait = 15_000;
// A restart with an update of the package in between takes minutes, not more.
const defaultLimit = 600_000;

/**
Makes one call of the model with patience: through a restart of the daemon, a broken line, an overloaded vendor and a
budget that is used up. Tries again only what costs nothing to try again.

@throws {MillwrightError} `model-error` when it will not get better.
*/
export async function withPatience<Result>(call: () => Promise<Result>, patience: Patience): Promise<Result> {
	const {signal, onTrouble, onBudget, firstWait = defaultFirstWait, limit = defaultLimit} = patience;
	let said = '';
	let failures = 0;
	let since = 0;
	for (;;) {
		try {
			return await call();
		} catch (error) {
			signal.throwIfAborted();
			const trouble = readTrouble(error);
			if (trouble === undefined) {
				throw error;
			}

			if (trouble.kind === 'budget') {
				await onBudget(trouble.message);
				failures = 0;
				continue;
			}

			if (failures === 0) {
				since = Date.now();
			}

			if (trouble.kind === 'final' || Date.now() - since > limit) {
				throw new MillwrightError('model-error', `The model could not be asked: ${trouble.message}.`, {hint: 'See the provider in the configuration, and `millwright doctor`.', cause: error});
			}

			if (said !== trouble.message) {
				said = trouble.message;
				onTrouble(trouble.message);
			}

			await wait(pauseBefore({failures: failures++, firstWait, asked: trouble.after}), undefined, {signal});
		}
	}
}

// Jitter, so that nine agents do not come back in the same millisecond.
function pauseBefore({failures, firstWait, asked}: {failures: number; firstWait: number; asked: number | undefined}): number {
	const own = Math.min(longestWait, firstWait * (2 ** Math.min(failures, 10))) * (0.75 + (Math.random() / 2));
	return Math.max(own, Math.min(asked ?? 0, 60_000));
}
