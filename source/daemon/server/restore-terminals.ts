import {Buffer} from 'node:buffer';
import {execFile} from 'node:child_process';
import {closeSync, constants, fstatSync, openSync, readdirSync, rmSync, writeSync} from 'node:fs';
import path from 'node:path';
import {setTimeout as rest} from 'node:timers/promises';
import {promisify} from 'node:util';
import {isSameProcess, readTerminal} from '../../base/process/identity.js';
import type {Log} from '../../base/log.js';
import {Mutex} from '../../base/mutex.js';
import type {Paths} from '../../base/paths.js';
import {isTakenFile, readTaken, type TakenTerminal} from '../../link/taken-terminal.js';

// eslint-disable-next-line @typescript-eslint/strict-void-return -- The overloads of execFile mislead the rule: util.promisify has its own way with it.
const execute = promisify(execFile);

// Milliseconds after a connection was closed: a killed process closes it a little before it is gone.
const looks = [50, 250, 1700];
// A terminal that is behind takes the last bytes within a few milliseconds.
const attempts = 20;
const pause = 25;

const said = 'millwright was killed; what runs goes on without it.';

/** One look after the other: each terminal is put back once. */
const looking = new Mutex();

/**
Puts the terminals back that killed clients had drawn in: alternate screen, mouse, keyboard. To be called when the connection of a client
was closed. What a client had that went by itself it has put back itself.
*/
export async function restoreTerminals({paths, log}: {paths: Paths; log: Log}): Promise<void> {
	const seen = new Map<string, number>();
	for (const time of looks) {
		await rest(time, undefined, {ref: false});
		await looking.run(async () => {
			for (const {file, taken} of left(paths)) {
				const count = (seen.get(file) ?? 0) + 1;
				seen.set(file, count);
				const isRestored = await restore(taken, file);
				if (!isRestored && count < looks.length) {
					continue;
				}

				rmSync(file, {force: true});
				log.info(isRestored ? 'put the terminal of a killed client back' : 'left the terminal of a killed client as it was', {device: taken?.device});
			}
		});
	}
}

/** Forgets what clients left that were killed while no daemon ran: who has their terminals now is not known. */
export function forgetTerminals(paths: Paths): void {
	for (const {file} of left(paths)) {
		rmSync(file, {force: true});
	}
}

type Left = {file: string; taken: TakenTerminal | undefined};

/** What is written down of clients that are gone. */
function left(paths: Paths): Left[] {
	return namesIn(paths.runtime)
		.filter(name => isTakenFile(name))
		.map(name => path.join(paths.runtime, name))
		.map(file => ({file, taken: readTaken(file)}))
		.filter(({taken}) => taken === undefined || !isSameProcess(taken.client));
}

/** None where the folder of sockets was taken away. */
function namesIn(folder: string): string[] {
	try {
		return readdirSync(folder);
	} catch {
		return [];
	}
}

/** Whether it was: only while the shell that the client was started from has the terminal, and nobody whom it started meanwhile. */
async function restore(taken: TakenTerminal | undefined, file: string): Promise<boolean> {
	const terminal = taken !== undefined && isSameProcess(taken.shell) ? readTerminal(taken.shell.pid) : undefined;
	if (taken === undefined || !terminal?.isInFront) {
		return false;
	}

	let fd: number | undefined;
	try {
		fd = openSync(taken.device, constants.O_WRONLY | constants.O_NOCTTY | constants.O_NONBLOCK);
		if (fstatSync(fd).rdev !== terminal.device) {
			return false;
		}

		// Nobody does it again, whatever comes of it.
		rmSync(file, {force: true});
		await listenAgain(taken.device);
		await writeAll(fd, Buffer.from(`${taken.restore}\r${said}\r\n`));
		return true;
	} catch {
		// It was closed meanwhile, or takes nothing.
		return false;
	} finally {
		if (fd !== undefined) {
			closeSync(fd);
		}
	}
}

/** Node cannot. Some shells do so themselves and read with settings of their own by now, in all of which ctrl-c interrupts: they are not disturbed. */
async function listenAgain(device: string): Promise<void> {
	try {
		const {stdout} = await execute('stty', ['-F', device, '-a']);
		if (/-isig\b/v.test(stdout)) {
			await execute('stty', ['-F', device, 'sane']);
		}
	} catch {
		// There is no stty.
	}
}

async function writeAll(fd: number, bytes: Uint8Array): Promise<void> {
	for (let at = 0, attempt = 0; at < bytes.length; attempt++) {
		try {
			at += writeSync(fd, bytes, at);
		} catch (error) {
			if ((error as NodeJS.ErrnoException).code !== 'EAGAIN' || attempt === attempts) {
				throw error;
			}

			await rest(pause);
		}
	}
}
