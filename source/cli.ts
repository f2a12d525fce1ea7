import process from 'node:process';
import {MillwrightError} from './base/errors.js';
import {packageVersion} from './base/package-root.js';
import {resolvePaths} from './base/paths.js';
import type {Context} from './commands/command.js';
import {parseCommandLine, type Parsed} from './commands/parse.js';
import {createPrint, type Print} from './commands/print.js';
import {registry} from './commands/registry.js';
import {explain} from './commands/explain.js';

/*
argv → one command. Only what every command needs is imported here; the command itself, and all that it needs, is loaded
when it is known which one it is.
*/

// A reader that has seen enough (`millwright ls | head -1`) is no error.
for (const stream of [process.stdout, process.stderr]) {
	stream.on('error', error => {
		if ((error as NodeJS.ErrnoException).code !== 'EPIPE') {
			throw error as Error;
		}

		process.exit(0);
	});
}

// Not awaited here: this file is loaded by require(), which cannot wait. What waits for something that never comes ends with 13, as Node has it.
process.exitCode = 13;
void main(createPrint({environment: process.env})).then(code => {
	process.exitCode = code;
});

async function main(print: Print): Promise<number> {
	try {
		return await run(parseCommandLine(process.argv.slice(2), registry), print);
	} catch (error) {
		return explain(error, {print, environment: process.env});
	}
}

async function run(parsed: Parsed, print: Print): Promise<number> {
	if (parsed.kind === 'version') {
		print.line(packageVersion());
		return 0;
	}

	if (parsed.kind === 'help') {
		const {commandHelp, topHelp} = await import('./commands/help.js');
		print.line(parsed.record === undefined ? topHelp(registry, print.paint) : commandHelp(parsed.record, print.paint));
		return 0;
	}

	const {run: runCommand} = await parsed.record.load();
	return await runCommand({options: parsed.options, arguments: parsed.arguments, context: createContext(print)}) ?? 0;
}

function createContext(print: Print): Context {
	return {
		paths: resolvePaths(process.env),
		environment: process.env,
		cwd: currentFolder(),
		version: packageVersion(),
		print,
		interactive: process.stdin.isTTY && process.stdout.isTTY,
	};
}

function currentFolder(): string {
	try {
		return process.cwd();
	} catch (error) {
		throw new MillwrightError('no-folder', 'The folder that you are in does not exist any more.', {hint: 'Change into one that does: `cd`.', cause: error});
	}
}
