import process from 'node:process';
import type {Disposer} from '../../base/emitter.js';

export type WayOut =
	/** The terminal or the connection was closed: a detach. */
	| {kind: 'hangup'}
	| {kind: 'signal'; signal: 'SIGINT' | 'SIGTERM' | 'SIGQUIT'}
	| {kind: 'crash'; error: unknown};

/**
Every way on which the client can be made to go, short of SIGKILL: `restore` runs on each of them before anything else does, and
once more when the process ends, which costs nothing when it was done.
*/
export function watchWaysOut({restore, out}: {restore: () => void; out: (way: WayOut) => void}): Disposer {
	const hangup = () => {
		restore();
		out({kind: 'hangup'});
	};

	const signalled = (signal: NodeJS.Signals) => {
		restore();
		out({kind: 'signal', signal: signal as 'SIGTERM'});
	};

	const crashed = (error: unknown) => {
		restore();
		out({kind: 'crash', error});
	};

	process.on('SIGHUP', hangup);
	process.on('SIGINT', signalled);
	process.on('SIGTERM', signalled);
	process.on('SIGQUIT', signalled);
	process.on('uncaughtException', crashed);
	process.on('unhandledRejection', crashed);
	process.on('exit', restore);
	return () => {
		process.off('SIGHUP', hangup);
		process.off('SIGINT', signalled);
		process.off('SIGTERM', signalled);
		process.off('SIGQUIT', signalled);
		process.off('uncaughtException', crashed);
		process.off('unhandledRejection', crashed);
		process.off('exit', restore);
	};
}
