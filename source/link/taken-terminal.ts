import {readFileSync, readlinkSync, rmSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import {identifyProcess, readStat} from '../base/process/identity.js';
import type {Paths} from '../base/paths.js';
import type {ProcessIdentity} from '../protocol/holder.js';

/** A terminal that a client draws in, as it is written down for whoever finds that client killed. */
export type TakenTerminal = {
	/** The path of the terminal, as `/dev/pts/3`. */
	device: string;
	client: ProcessIdentity;
	/** The leader of the terminal's session: the shell that the client was started from, however many programs are between. */
	shell: ProcessIdentity;
	/** What makes the terminal as it was. */
	restore: string;
};

// Milliseconds until it is written down: not while the person waits for the first picture.
const delay = 100;
const suffix = '.terminal';

/** Where a client writes it. */
export const takenFile = (paths: Paths, pid: number): string => path.join(paths.runtime, `${pid}${suffix}`);

export const isTakenFile = (name: string): boolean => name.endsWith(suffix);

/** What such a file says; undefined when it says nothing of the kind. */
export function readTaken(file: string): TakenTerminal | undefined {
	try {
		const {device, client, shell, restore} = JSON.parse(readFileSync(file, 'utf8')) as TakenTerminal;
		return [device, restore].every(text => typeof text === 'string') && [client, shell].every(({pid, startTime, bootId}) => Number.isSafeInteger(pid) && typeof startTime === 'string' && typeof bootId === 'string') ? {device, client, shell, restore} : undefined;
	} catch {
		return undefined;
	}
}

/**
Writes down that this process draws in the terminal of that descriptor, as long as it does. A killed one cannot put it back, and the
daemon does. Only where the system tells which terminal it is: on Linux.
*/
export class TerminalNote {
	readonly #file: string;
	readonly #fd: number;
	readonly #restore: string;
	#timer: NodeJS.Timeout | undefined;
	#isWritten = false;

	constructor({paths, fd, restore}: {paths: Paths; fd: number; restore: string}) {
		this.#file = takenFile(paths, process.pid);
		this.#fd = fd;
		this.#restore = restore;
	}

	taken(): void {
		this.#timer ??= setTimeout(() => {
			this.#write();
		}, delay).unref();
	}

	/** It is as it was: at once, as this may be the last thing that is done. */
	left(): void {
		clearTimeout(this.#timer);
		this.#timer = undefined;
		if (!this.#isWritten) {
			return;
		}

		this.#isWritten = false;
		rmSync(this.#file, {force: true});
	}

	#write(): void {
		try {
			const device = readlinkSync(`/proc/self/fd/${this.#fd}`);
			const client = identifyProcess(process.pid);
			const {session = 0, group} = readStat(process.pid) ?? {};
			const shell = identifyProcess(session);
			// Of a script that does not part its programs nobody can tell whether it is itself in front or has started the next.
			if (device.startsWith('/dev/') && client !== undefined && shell !== undefined && readStat(session)?.group !== group) {
				writeFileSync(this.#file, JSON.stringify({device, client, shell, restore: this.#restore} satisfies TakenTerminal), {mode: 0o600});
				this.#isWritten = true;
			}
		} catch {
			// Not Linux, or a full disk: it is not put back then.
		}
	}
}
