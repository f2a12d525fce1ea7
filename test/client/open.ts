import process from 'node:process';
import {MillwrightError} from '../../source/base/errors.js';
import {resolvePaths} from '../../source/base/paths.js';
import {openFloor} from '../../source/client/main.js';

/* Opens the floor as the command does, and says how it ended. The signal USR2 is for breaking it. */
process.on('SIGUSR2', () => {
	const broken = new Error('broken on purpose');
	if (process.env['BREAK'] === 'rejection') {
		void Promise.reject(broken);
		return;
	}

	throw broken;
});
try {
	const {how, said, exitCode} = await openFloor({paths: resolvePaths(process.env)});
	console.log(`left: ${how}`);
	console.log(said ?? '');
	process.exit(exitCode);
} catch (error) {
	console.log(error instanceof MillwrightError ? `error: ${error.code}: ${error.message}` : `crash: ${String((error as Error).stack)}`);
	process.exit(1);
}
