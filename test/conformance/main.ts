import process from 'node:process';
import {parseArgs} from 'node:util';
import {createPrint} from '../../source/commands/print.js';
import {checkEsctest} from './esctest.js';

/*
npm run conformance -- esctest FOLDER [--engine xterm] [--include REGEX] [--log FILE]: runs esctest2 in a session of a holder. It is not part of the
repository (its licence is the GPL): FOLDER is where its esctest.py is. Ends with 1 when it fails otherwise than expected-failures.ts says.
*/

const {values, positionals} = parseArgs({
	allowPositionals: true,
	options: {
		engine: {type: 'string', default: 'own'},
		include: {type: 'string', default: '.*'},
		log: {type: 'string'},
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
	if (suite !== 'esctest' || folder === undefined) {
		throw new RangeError('Say which suite: esctest FOLDER.');
	}

	const complaints = await checkEsctest(life, {folder, engine: values.engine, include: values.include, log: values.log, say: print.line});
	process.exitCode = complaints === 0 ? 0 : 1;
} finally {
	for (const end of ends.toReversed()) {
		await end();
	}
}
