import process from 'node:process';
import {parseArgs} from 'node:util';
import {createPrint} from '../../source/commands/print.js';
import {beginScript, misuse} from '../support/script.js';
import {checkEsctest} from './esctest.js';
import {checkVttest} from './vttest.js';

beginScript(`npm run conformance -- vttest [--write]: goes through screens of vttest in a session of a holder, and compares them with
vttest.txt (or writes that) and with tmux.

npm run conformance -- esctest FOLDER [--engine xterm] [--include REGEX] [--log FILE]: runs esctest2 in a session of a holder.
It is not part of the repository (its licence is the GPL): FOLDER is where its esctest.py is.
It fails when a test does otherwise than expected-failures.ts says.`);

const {values, positionals} = parseArgs({
	allowPositionals: true,
	options: {
		engine: {type: 'string', default: 'own'},
		include: {type: 'string', default: '.*'},
		log: {type: 'string'},
		write: {type: 'boolean', default: false},
	},
});
const [suite, folder] = positionals;
const print = createPrint({environment: process.env});
const ends: Array<() => unknown> = [];
const life = {
	teardown(end: () => unknown) {
		ends.push(end);
	},
};

try {
	process.exitCode = await check() === 0 ? 0 : 1;
} finally {
	for (const end of ends.toReversed()) {
		await end();
	}
}

/** How many things are not as they should be. */
async function check(): Promise<number> {
	if (suite === 'vttest') {
		return checkVttest(life, {writes: values.write, say: print.line});
	}

	if (suite !== 'esctest' || folder === undefined) {
		throw misuse('Say which suite: vttest, or esctest and the folder that it is in.');
	}

	return checkEsctest(life, {folder, engine: values.engine, include: values.include, log: values.log, say: print.line});
}
