import process from 'node:process';
import {parseArgs} from 'node:util';
import {createPrint} from '../../source/commands/print.js';
import type {Lifetime} from '../support/lifetime.js';
import {beginScript, misuse, wholeNumber} from '../support/script.js';
import {soakBombs} from './bombs/bombs.js';
import {soakCuts} from './cuts/cuts.js';
import {soakSessions} from './sessions.js';
import {soakTail} from './tail.js';
import {soakWhole} from './whole.js';
import type {SoakOptions} from './soak.js';

beginScript(`npm run soak [-- name … --rounds N --recordings 'folder/*.cast' --only 'part of a name']: does by name, or one after the other,
what must hold for long. --only chooses among the bombs and among the readers of the tail.
A line a group of rounds; ends with 1 when a promise is broken, and says which.`);

const {values, positionals} = parseArgs({allowPositionals: true, options: {rounds: {type: 'string'}, recordings: {type: 'string'}, only: {type: 'string'}}});
const rounds = values.rounds === undefined ? undefined : wholeNumber('rounds', values.rounds, 1);

type Named = {usual: number; soak: (life: Lifetime, options: SoakOptions) => Promise<void>};

const only = values.only === undefined ? {} : {only: expression(values.only)};
const soaks: Record<string, Named> = {
	bombs: {usual: 1, soak: async (life, options) => soakBombs(life, {...options, ...only})},
	cuts: {usual: 300, soak: soakCuts},
	sessions: {usual: 10_000, soak: soakSessions},
	tail: {usual: 2000, soak: async (life, options) => soakTail(life, {...options, ...only})},
	whole: {usual: 8, soak: async (life, options) => soakWhole(life, {...options, ...(values.recordings === undefined ? {} : {recordings: values.recordings})})},
};

const unknown = positionals.find(name => !Object.hasOwn(soaks, name));
if (unknown !== undefined) {
	throw misuse(`There is no soak “${unknown}”; there are ${Object.keys(soaks).join(', ')}.`);
}

const print = createPrint({environment: process.env});
for (const [name, {usual, soak}] of Object.entries(soaks)) {
	if (positionals.length === 0 || positionals.includes(name)) {
		await run(name, {soak, count: rounds ?? usual});
	}
}

function expression(text: string): RegExp {
	try {
		return new RegExp(text, 'v');
	} catch (error) {
		throw misuse(`--only takes a regular expression: ${(error as Error).message}.`);
	}
}

async function run(name: string, {soak, count}: {soak: Named['soak']; count: number}): Promise<void> {
	const ends: Array<() => unknown> = [];
	const begun = performance.now();
	const say = (line: string) => {
		print.line(`${name}: ${line} (${((performance.now() - begun) / 1000).toFixed(0)} s)`);
	};

	const stopped = Promise.withResolvers<never>();
	const stop = (signal: string) => {
		stopped.reject(new Error(`ended by ${signal}`));
	};

	process.once('SIGINT', stop).once('SIGTERM', stop);
	try {
		const work = soak({teardown(end) {
			ends.push(end);
		}}, {rounds: count, say});
		await Promise.race([work, stopped.promise]);
		say('holds');
	} catch (error) {
		process.exitCode = 1;
		say(`BROKEN: ${(error as Error).message}`);
	} finally {
		process.off('SIGINT', stop).off('SIGTERM', stop);
		// Nothing that was started is left, also when it is stopped in the midst.
		for (const end of ends.toReversed()) {
			await end();
		}
	}
}
