import process from 'node:process';
import {MillwrightError} from '../base/errors.js';

// The story takes half a minute to two; this much means that it hangs.
export const longest = 15 * 60_000;

export type Leaving = {signal: AbortSignal; exitCode: () => number; dispose: () => void};

/** Ctrl-c, a closed terminal, or a story that hangs: leave, and clean up on the way. */
export function leaveOnSignal(patience: number): Leaving {
	const controller = new AbortController();
	let exitCode = 1;
	const leave = (reason: string, code: number) => {
		exitCode = code;
		controller.abort(new MillwrightError('demo-ended', reason, {exitCode: code}));
	};

	const interrupt = () => {
		leave('The demo was interrupted; its daemon and agents are ended.', 130);
	};

	const tooLong = () => {
		leave(`The demo did not come to its end within ${patience / 60_000} minutes.`, 1);
	};

	const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
	for (const name of signals) {
		process.on(name, interrupt);
	}

	// With Infinity there is no guard.
	const guard = Number.isFinite(patience) ? setTimeout(tooLong, patience) : undefined;
	guard?.unref();
	return {
		signal: controller.signal,
		exitCode: () => exitCode,
		dispose() {
			clearTimeout(guard);
			for (const name of signals) {
				process.off(name, interrupt);
			}
		},
	};
}
