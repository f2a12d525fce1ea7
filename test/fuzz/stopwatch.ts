import process from 'node:process';
import type {ScreenEngine} from '../../source/screen/engine.js';

/** Milliseconds that one write may keep the holder from its keys. */
export const writeLimit = 20;

/**
Writes to engines and keeps the longest time that one `writeSome` took. It is the processor's time of this thread, so that other programs
on the machine are not counted; the garbage collector's pauses are.
*/
export class Stopwatch {
	/** Milliseconds. */
	longest = 0;

	write(engine: ScreenEngine, bytes: Uint8Array): void {
		for (let at = 0; at < bytes.length;) {
			const before = process.threadCpuUsage();
			at += engine.writeSome(bytes.subarray(at));
			const {user, system} = process.threadCpuUsage(before);
			this.longest = Math.max(this.longest, (user + system) / 1000);
		}
	}
}

/** Of all writes of this process. */
export const stopwatch = new Stopwatch();
