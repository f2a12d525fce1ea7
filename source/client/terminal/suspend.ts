import process from 'node:process';
import type {Disposer} from '../../base/emitter.js';

// Milliseconds after a stop of our own in which the signal that goes with its end comes; the terminal was taken again already.
const ours = 1000;

export type JobControl = {
	stop(): void;
	lend<Result>(use: () => Promise<Result>): Promise<Result>;
	dispose: Disposer;
};

/**
Stopping and going on, as a shell's job control does it: the terminal is given back first, and taken again afterwards.

`stop` is for the key: the whole foreground group stops, so that what started us stops too. It comes back when the group goes
on, or at once where nobody could ever make it go on.

Who is stopped by SIGSTOP cannot give the terminal back. A shell takes it then, with settings and modes of its own, so it is taken anew afterwards.

`lend` gives it to another program, which stops and goes on with us, and has it until it ends.
*/
export function followJobControl({leave, enter}: {leave: (options?: {clears: boolean}) => void; enter: () => void}): JobControl {
	let wentOn = -Infinity;
	let isLent = false;
	const enterAgain = () => {
		if (!isLent) {
			enter();
		}
	};

	const stopped = () => {
		leave();
		process.kill(process.pid, 'SIGSTOP');
		wentOn = performance.now();
		setImmediate(enterAgain);
	};

	const continued = () => {
		if (performance.now() - wentOn > ours) {
			leave({clears: false});
		}

		enterAgain();
	};

	process.on('SIGTSTP', stopped);
	process.on('SIGCONT', continued);
	return {
		stop() {
			leave();
			process.off('SIGTSTP', stopped);
			process.kill(0, 'SIGTSTP');
			wentOn = performance.now();
			setImmediate(() => {
				process.on('SIGTSTP', stopped);
				enterAgain();
			});
		},
		async lend(use) {
			leave();
			isLent = true;
			try {
				return await use();
			} finally {
				isLent = false;
				enter();
			}
		},
		dispose() {
			process.off('SIGTSTP', stopped);
			process.off('SIGCONT', continued);
		},
	};
}
