import type {Ending, LiveSession} from './live-session.js';

export type Waiting = {
	signal: AbortSignal;
	/** Asked once a slot is free: what keeps the session from starting all the same, until it does not any more. */
	hold?: () => Promise<void> | undefined;
	/** Called once it runs: what came to hold it meanwhile stops it. */
	launched?: () => Promise<void>;
};

/** The ending of a session; rejects with the signal's reason when it is no longer waited for. */
export async function untilEnd(live: LiveSession, signal: AbortSignal): Promise<Ending> {
	signal.throwIfAborted();
	const {promise, reject} = Promise.withResolvers<never>();
	const giveUp = () => {
		reject(signal.reason as Error);
	};

	signal.addEventListener('abort', giveUp, {once: true});
	try {
		return await Promise.race([live.ended, promise]);
	} finally {
		signal.removeEventListener('abort', giveUp);
	}
}
