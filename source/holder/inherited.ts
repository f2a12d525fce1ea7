import {closeSync, readdirSync, readFileSync} from 'node:fs';

const closeOnExec = 0o200_0000;

/**
Closes what this process was given beside its three streams: files that whoever started the daemon had open would otherwise
come through to the program. Node's own files are marked so that they do not, and stay.
*/
export function closeInherited(): void {
	for (const name of listFiles()) {
		const number = Number(name);
		if (number > 2 && isInheritable(number)) {
			closeSync(number);
		}
	}
}

function listFiles(): string[] {
	try {
		return readdirSync('/proc/self/fd');
	} catch {
		// Not Linux.
		return [];
	}
}

function isInheritable(number: number): boolean {
	try {
		const flags = /^flags:\s*(?<flags>[0-7]+)$/mv.exec(readFileSync(`/proc/self/fdinfo/${number}`, 'utf8'))?.groups?.['flags'];
		return flags !== undefined && (Number.parseInt(flags, 8) & closeOnExec) === 0;
	} catch {
		// The one that listed the folder.
		return false;
	}
}
