import {readdir, readFile} from 'node:fs/promises';
import process from 'node:process';

/** The variable by which what a gate started is known, wherever it went. */
export const markName = 'MILLWRIGHT_GATE';

/**
Kill a process group, and whatever was started from it that left the group: children of children, and those that carry the
mark in their environment. Where there is no /proc, the group is all that can be found.
*/
export async function killTree(group: number | undefined, mark: string): Promise<void> {
	const strays = await findStrays(group, mark);
	for (const pid of [...(group === undefined ? [] : [-group]), ...strays]) {
		try {
			process.kill(pid, 'SIGKILL');
		} catch {
			// It has ended.
		}
	}
}

async function findStrays(root: number | undefined, mark: string): Promise<number[]> {
	const names = await readdir('/proc').catch((): string[] => []);
	const pids = names.filter(name => /^\d+$/v.test(name)).map(Number);
	const parents = new Map<number, number>();
	const found = new Set<number>();
	for (const pid of pids) {
		const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
		// The name in parentheses may hold anything; the parent is the second field after it.
		parents.set(pid, Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ', 2)[1]));
		const environment = await readFile(`/proc/${pid}/environ`, 'utf8').catch(() => '');
		if (environment.split('\0').includes(`${markName}=${mark}`)) {
			found.add(pid);
		}
	}

	for (const pid of pids) {
		if (root !== undefined && ancestors(pid, parents).includes(root)) {
			found.add(pid);
		}
	}

	found.delete(process.pid);
	return [...found];
}

function ancestors(pid: number, parents: Map<number, number>): number[] {
	const chain: number[] = [];
	for (let at = parents.get(pid); at !== undefined && at > 1 && !chain.includes(at); at = parents.get(at)) {
		chain.push(at);
	}

	return chain;
}
