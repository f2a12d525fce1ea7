import process from 'node:process';
import {MillwrightError} from '../base/errors.js';
import {runAgent} from './run.js';

/*
The entry of the built-in agent's own process: `node dist/agent.js <session folder>`.
*/

async function main(folder: string | undefined): Promise<number> {
	try {
		if (folder === undefined) {
			throw new MillwrightError('no-session-folder', 'The agent was started without a session folder.', {hint: 'Start it as: millwright agent <session folder>'});
		}

		return await runAgent(folder);
	} catch (error) {
		if (!(error instanceof MillwrightError)) {
			throw error;
		}

		process.stderr.write(`${error.message}\n${error.hint === undefined ? '' : `${error.hint}\n`}`);
		return error.exitCode;
	}
}

// The command line loads the same module for `millwright agent`; only as a process of its own does it start by itself.
if (/[\/\\]agent(?:[\/\\]main)?\.js$/v.test(process.argv[1] ?? '')) {
	// Standard input is still open to the terminal, so that the process would not end by itself.
	process.exit(await main(process.argv[2]));
}

export {runAgent} from './run.js';
