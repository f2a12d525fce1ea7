import {execFileSync} from 'node:child_process';
import {closeSync, existsSync, openSync, watch, writeSync} from 'node:fs';
import path from 'node:path';
import {within} from '../../source/base/guard.js';

/** A place in a script where a program stands still until the test lets it on: so a stage is under way for as long as it is looked at. */
export type Door = {
	/** For `sh`: says that it is here, and waits. */
	command: string;
	/** Resolves when a program has come to it. */
	reached(): Promise<void>;
	/** Lets through everybody who waits and everybody who comes. */
	open(): void;
	close(): void;
};

// More programs than ever come through one door.
const crowd = 200;

export function makeDoor(folder: string, name: string): Door {
	const fifo = path.join(folder, `door-${name}`);
	const here = `here-${name}`;
	execFileSync('mkfifo', [fifo]);
	let descriptor: number | undefined;
	return {
		command: `touch '${path.join(folder, here)}'; read line < '${fifo}'`,
		async reached() {
			const {promise, resolve} = Promise.withResolvers<void>();
			const look = () => {
				if (existsSync(path.join(folder, here))) {
					resolve();
				}
			};

			const watcher = watch(folder, look);
			try {
				look();
				await within(100_000, promise, () => new Error(`Nobody came to the door ${name}.`));
			} finally {
				watcher.close();
			}
		},
		open() {
			// Read and write, so that this does not wait for a reader.
			descriptor ??= openSync(fifo, 'r+');
			writeSync(descriptor, '\n'.repeat(crowd));
		},
		close() {
			if (descriptor === undefined) {
				return;
			}

			closeSync(descriptor);
			descriptor = undefined;
		},
	};
}
