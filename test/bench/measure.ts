import {readFile} from 'node:fs/promises';

/** The proportional set size of a process in MiB: shared pages are counted once over all who share them. Linux only. */
export async function memoryOf(pid: number): Promise<number> {
	const text = await readFile(`/proc/${pid}/smaps_rollup`, 'utf8');
	return Number(/^Pss:\s+(?<kibibytes>\d+) kB/mv.exec(text)!.groups!['kibibytes']) / 1024;
}

// USER_HZ is 100 on every Linux that Node runs on.
const ticksASecond = 100;

/** Seconds of CPU that a process has used. */
export async function cpuOf(pid: number): Promise<number> {
	const text = await readFile(`/proc/${pid}/stat`, 'utf8');
	// The name may hold spaces and brackets; the fields are counted from behind its last bracket.
	const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
	return (Number(fields[11]) + Number(fields[12])) / ticksASecond;
}

export async function sumOf(pids: readonly number[], measure: (pid: number) => Promise<number>): Promise<number> {
	const values = await Promise.all(pids.map(measure));
	return values.reduce((sum, value) => sum + value, 0);
}

export function median(values: readonly number[]): number {
	const sorted = values.toSorted((left, right) => left - right);
	return sorted[Math.floor(sorted.length / 2)]!;
}
