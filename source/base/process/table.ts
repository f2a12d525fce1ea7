import {execFileSync} from 'node:child_process';
import {readdirSync, readFileSync, readlinkSync} from 'node:fs';
import process from 'node:process';
import {readStat, type ProcessStat} from './identity.js';

/** Every process of the machine that runs (zombies left out), as one look at it. */
export function listProcesses(): ProcessStat[] {
	if (process.platform !== 'linux') {
		return listByPs();
	}

	return readdirSync('/proc')
		.filter(name => /^\d+$/v.test(name))
		.map(name => readStat(Number(name)))
		.filter(stat => stat !== undefined && stat.state !== 'Z' && stat.state !== 'X') as ProcessStat[];
}

/** Whether a process was started with this variable, e.g. `MILLWRIGHT_SESSION=s-…`; false when that cannot be read. */
export function hasEnvironment(pid: number, entry: string): boolean {
	try {
		return readFileSync(`/proc/${pid}/environ`, 'latin1').split('\0').includes(entry);
	} catch {
		return false;
	}
}

/** Processes whose working directory is a folder or below it. Only those that may be looked at are found, and on Linux only. */
export function processesIn(folder: string): ProcessStat[] {
	return listProcesses().filter(({pid}) => {
		try {
			const place = readlinkSync(`/proc/${pid}/cwd`);
			return place === folder || place.startsWith(`${folder}/`);
		} catch {
			return false;
		}
	});
}

/** The command line as a person reads it. */
export function commandLine({pid, command}: ProcessStat): string {
	try {
		const line = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
		return line === '' ? command : line;
	} catch {
		return command;
	}
}

function listByPs(): ProcessStat[] {
	const text = execFileSync('ps', ['-axo', 'pid=,ppid=,pgid=,sess=,stat=,lstart=,comm='], {encoding: 'utf8'});
	return text.split('\n').filter(line => line.trim() !== '').map(readLine).filter(({state}) => state !== 'Z');
}

/** The start time is five words: `Fri Nov 20 13:22:49 2026`. */
function readLine(line: string): ProcessStat {
	const [pid, parent, group, session, state, ...rest] = line.trim().split(/\s+/v);
	return {
		pid: Number(pid),
		parent: Number(parent),
		group: Number(group),
		session: Number.parseInt(session!, 16),
		state: state!.charAt(0),
		startTime: rest.slice(0, 5).join(' '),
		command: rest.slice(5).join(' '),
	};
}
