import {Buffer} from 'node:buffer';
import {writeSync} from 'node:fs';

// A terminal that is behind takes the last bytes within a few milliseconds; one that has stopped reading never will, and we go without.
const attempts = 40;
const pause = 5;

/** Writes at once and to the end, for the moments after which nothing of ours runs any more. Never throws. */
export function writeLast(fd: number, text: string): void {
	let rest = Buffer.from(text);
	for (let attempt = 0; attempt < attempts && rest.length > 0; attempt++) {
		try {
			rest = rest.subarray(writeSync(fd, rest));
		} catch (error) {
			if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') {
				return;
			}

			Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, pause);
		}
	}
}
