import process from 'node:process';
import type {Disposer} from '../../base/emitter.js';

/**
Stopping and going on, as a shell's job control does it: the terminal is given back first, and taken again afterwards.

`stop` is for the key: the whole foreground group stops, so that what started us stops too. It comes back when the group goes
on, or at once where nobody could ever make it go on.
*/
export function followJobControl({leave, enter}: {leave: () => void; enter: () => void}): {stop: () => void; dispose: Disposer} {
	const stopped = () => {
		leave();
		process.kill(process.pid, 'SIGSTOP');
		setImmediate(enter);
	};

	process.on('SIGTSTP', stopped);
	process.on('SIGCONT', enter);
	return {
		stop() {
			leave();
			process.off('SIGTSTP', stopped);
			process.kill(0, 'SIGTSTP');
			setImmediate(() => {
				process.on('SIGTSTP', stopped);
				enter();
			});
		},
		dispose() {
			process.off('SIGTSTP', stopped);
			process.off('SIGCONT', enter);
		},
	};
}
