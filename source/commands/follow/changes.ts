import type {Daemon} from '../reach.js';

export type Changes = {
	/** Resolves at once when something changed since the last call, else when it does; `closed` when the daemon has gone. */
	next: () => Promise<'changed' | 'closed'>;
	dispose: () => void;
};

/** Hears that something changed, however often, as one thing to look at. */
export function hearChanges(daemon: Daemon): Changes {
	let isDirty = false;
	let {isClosed} = daemon;
	let waiting: (() => void) | undefined;
	const wake = () => {
		waiting?.();
		waiting = undefined;
	};

	const forgetChanged = daemon.changed.on(() => {
		isDirty = true;
		wake();
	});
	const forgetClosed = daemon.closed.on(() => {
		isClosed = true;
		wake();
	});
	return {
		async next() {
			if (!isDirty && !isClosed) {
				const {promise, resolve} = Promise.withResolvers<void>();
				waiting = resolve;
				await promise;
			}

			isDirty = false;
			return isClosed ? 'closed' : 'changed';
		},
		dispose() {
			forgetChanged();
			forgetClosed();
			wake();
		},
	};
}
