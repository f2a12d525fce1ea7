import {readFileSync} from 'node:fs';
import process from 'node:process';
import type {ProcessIdentity} from '../../protocol/holder.js';

/** Who runs under this pid now; undefined when nobody does (a zombie counts as nobody). */
export function identifyProcess(pid: number): ProcessIdentity | undefined {
	const startTime = process.platform === 'linux' ? linuxStartTime(pid) : otherStartTime(pid);
	return startTime === undefined ? undefined : {pid, startTime, bootId: bootId()};
}

/** Whether that very process still runs: its pid alone may long belong to another. */
export function isSameProcess(identity: ProcessIdentity): boolean {
	const found = identifyProcess(identity.pid);
	return found?.startTime === identity.startTime && found.bootId === identity.bootId;
}

let boot: string | undefined;

/** Changes with every start of the machine. */
export function bootId(): string {
	boot ??= process.platform === 'linux'
		? readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()
		: tell('sysctl', ['-n', 'kern.boottime']);
	return boot;
}

export type ProcessStat = {pid: number; command: string; state: string; parent: number; group: number; session: number; startTime: string};

/** The fields of /proc/<pid>/stat that matter here; undefined when it is gone. */
export function readStat(pid: number): ProcessStat | undefined {
	const stat = statOf(pid);
	if (stat === undefined) {
		return undefined;
	}

	const {command, fields} = stat;
	return {
		pid,
		command,
		state: fields[0]!,
		parent: Number(fields[1]),
		group: Number(fields[2]),
		session: Number(fields[3]),
		startTime: fields[19]!,
	};
}

/** The number of the device that a process has for its terminal, 0 for none, and whether its own process group is the one in front there. Linux only. */
export function readTerminal(pid: number): {device: number; isInFront: boolean} | undefined {
	const stat = statOf(pid);
	return stat === undefined ? undefined : {device: Number(stat.fields[4]), isInFront: stat.fields[5] === stat.fields[2]};
}

function statOf(pid: number): {command: string; fields: string[]} | undefined {
	let text: string;
	try {
		text = readFileSync(`/proc/${pid}/stat`, 'utf8');
	} catch {
		return undefined;
	}

	// The command stands in parentheses and may hold any character, parentheses too.
	const end = text.lastIndexOf(')');
	return {command: text.slice(text.indexOf('(') + 1, end), fields: text.slice(end + 2).split(' ')};
}

function linuxStartTime(pid: number): string | undefined {
	const stat = readStat(pid);
	return stat === undefined || stat.state === 'Z' || stat.state === 'X' ? undefined : stat.startTime;
}

function otherStartTime(pid: number): string | undefined {
	try {
		const line = tell('ps', ['-o', 'stat=,lstart=', '-p', String(pid)]);
		return line === '' || line.startsWith('Z') ? undefined : line.replace(/^\S+\s+/v, '');
	} catch {
		return undefined;
	}
}

/** What a program prints. Loaded here: on Linux no start has need of it, and it takes milliseconds. */
function tell(program: string, options: string[]): string {
	const {execFileSync} = process.getBuiltinModule('node:child_process');
	return execFileSync(program, options, {encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore']}).trim();
}
