import {execFile} from 'node:child_process';
import {readdir, readFile, readlink} from 'node:fs/promises';
import process from 'node:process';
import {setTimeout as pause} from 'node:timers/promises';
import {promisify} from 'node:util';

export type RunningProcess = {pid: number; command: string};

/** The processes that work in a folder or were started from it: by working folder and command line, and on Linux by environment too. */
export async function processesOf(folder: string): Promise<RunningProcess[]> {
	const found = process.platform === 'linux' ? await fromProc(folder) : await fromPs(folder);
	return found.filter(({pid}) => pid !== process.pid && pid !== process.ppid);
}

// A process that was told to end takes a moment; nothing announces the end of one that is no child of ours, so this is the one place that looks again.
const moment = 50;

/** Looks until none is left or the milliseconds are over; resolves to those that are left. */
export async function awaitGone(folder: string, patience: number): Promise<RunningProcess[]> {
	const end = Date.now() + patience;
	let left = await processesOf(folder);
	while (left.length > 0 && Date.now() < end) {
		await pause(moment);
		left = await processesOf(folder);
	}

	return left;
}

async function fromProc(folder: string): Promise<RunningProcess[]> {
	const names = await readdir('/proc');
	const looked = await Promise.all(names.filter(name => /^\d+$/v.test(name)).map(async name => {
		const [command, environment, cwd] = await Promise.all([
			readFile(`/proc/${name}/cmdline`, 'utf8').catch(() => ''),
			readFile(`/proc/${name}/environ`, 'utf8').catch(() => ''),
			readlink(`/proc/${name}/cwd`).catch(() => ''),
		]);
		const belongs = [command, environment].some(text => text.includes(`${folder}/`)) || cwd === folder || cwd.startsWith(`${folder}/`);
		return belongs ? {pid: Number(name), command: command.replaceAll('\0', ' ').trim()} : undefined;
	}));
	return looked.filter(found => found !== undefined);
}

async function fromPs(folder: string): Promise<RunningProcess[]> {
	// eslint-disable-next-line @typescript-eslint/strict-void-return -- The overloads of execFile mislead the rule: util.promisify has its own way with it.
	const {stdout} = await promisify(execFile)('ps', ['-axo', 'pid=,command=']);
	return stdout.split('\n').filter(line => line.includes(`${folder}/`)).map(line => {
		const [pid = '', ...command] = line.trim().split(/\s+/v);
		return {pid: Number(pid), command: command.join(' ')};
	});
}
