import {watch} from 'node:fs';
import type {Disposer} from '../../base/emitter.js';

type Part = {text: string; next: number; ended: boolean};

export type Waiting = {
	/** What grows; undefined while there is none. */
	file: string | undefined;
	/** When a stage may have begun, got a file or ended. */
	changed: {on(listener: () => void): Disposer};
	read: () => Promise<Part>;
};

// A caller who went away is not waited for much longer than this; one who is there asks again.
const patience = 20_000;

/** The next part of a file that is being written: as soon as there is one, it has ended, or it was waited for long enough. */
export async function untilMore({file, changed, read}: Waiting): Promise<Part> {
	const {promise, resolve} = Promise.withResolvers<void>();
	const wake = () => {
		resolve();
	};

	const dispose = changed.on(wake);
	const watcher = watchIfThere(file, wake);
	const timer = setTimeout(wake, patience);
	try {
		// Read once it is watched: nothing that comes between the two is missed.
		const now = await read();
		if (now.text !== '' || now.ended) {
			return now;
		}

		await promise;
		return await read();
	} finally {
		dispose();
		watcher?.close();
		clearTimeout(timer);
	}
}

function watchIfThere(file: string | undefined, wake: () => void) {
	try {
		const watcher = file === undefined ? undefined : watch(file, wake);
		watcher?.on('error', wake);
		return watcher;
	} catch {
		// It is written in a moment; the change of its run or the patience tells.
		return undefined;
	}
}
