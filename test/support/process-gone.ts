import {spawn} from 'node:child_process';

/** Resolves when a process that is not our child has gone: `tail --pid` waits for it. */
export async function processGone(pid: number): Promise<void> {
	const {promise, resolve, reject} = Promise.withResolvers<void>();
	spawn('tail', [`--pid=${pid}`, '-s', '0.02', '-f', '/dev/null'], {stdio: 'ignore'}).once('exit', () => {
		resolve();
	}).once('error', reject);
	await promise;
}
