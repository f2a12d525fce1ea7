import process from 'node:process';
import {hold} from './hold.js';
import {closeInherited} from './inherited.js';

process.umask(0o077);
closeInherited();
const [folder] = process.argv.slice(2);
if (folder === undefined) {
	process.stderr.write('A holder is started by the daemon, with the folder of its session.\n');
	process.exit(2);
}

// A fault of ours costs what it broke, and not the agent: without its holder the program is hung up.
process.on('uncaughtException', error => {
	process.stderr.write(`${new Date().toISOString()} ${error.stack ?? error.message}\n`);
});

try {
	await hold(folder);
} catch (error) {
	process.stderr.write(`${new Date().toISOString()} ${(error as Error).message}\n`);
	process.exit(1);
}

// Whatever still hangs on (a client that reads nothing, a pipe of a leftover) must not keep it.
process.exit(0);
