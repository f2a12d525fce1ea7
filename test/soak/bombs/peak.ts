import {readFile, writeFile} from 'node:fs/promises';

const mebibyte = 1024;

async function statusOf(pid: number, field: 'VmHWM' | 'VmRSS'): Promise<number> {
	const text = await readFile(`/proc/${pid}/status`, 'utf8');
	return Number(new RegExp(`^${field}:\\s+(?<kibibytes>\\d+) kB`, 'mv').exec(text)!.groups!['kibibytes']) / mebibyte;
}

/** What a process has in memory, in MiB. Linux only, as all of this. */
export const residentOf = async (pid: number): Promise<number> => statusOf(pid, 'VmRSS');

/** The most that it had since `forgetPeak`. */
export const peakOf = async (pid: number): Promise<number> => statusOf(pid, 'VmHWM');

export async function forgetPeak(pid: number): Promise<void> {
	await writeFile(`/proc/${pid}/clear_refs`, '5');
}
