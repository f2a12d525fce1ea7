import process from 'node:process';
import {parseArgs} from 'node:util';
import {createPrint} from '../../source/commands/print.js';
import {printTable} from '../../source/commands/table.js';
import {beginScript, misuse, wholeNumber} from '../support/script.js';
import {benchFloor} from './floor.js';
import {benchAgents, benchIdle} from './holders/crowd.js';
import {benchDrain} from './holders/drain.js';
import {benchMemory} from './holders/memory.js';
import {benchParse} from './parse/parse.js';
import type {Row} from './row.js';
import {benchEchoChrome, benchEchoIdle, benchEchoLoad, benchEchoSlow} from './terminal/echo.js';
import {benchAttach, benchStall} from './terminal/whole.js';
import {benchFull, benchKey, benchTiles} from './terminal/bytes.js';

beginScript(`npm run bench [-- name … --rounds 5 --seconds 5 --sessions 9 --starts 5 --megabytes 20]: measures by name, or everything.
Where tmux is installed it is measured in the same run, in turns, and the ratio is ours to its.`);

const {values, positionals} = parseArgs({
	allowPositionals: true,
	options: {
		rounds: {type: 'string', default: '5'},
		seconds: {type: 'string', default: '5'},
		sessions: {type: 'string', default: '9'},
		starts: {type: 'string', default: '5'},
		megabytes: {type: 'string', default: '20'},
	},
});
const take = (name: keyof typeof values): number => wholeNumber(name, values[name], 1);
const [rounds, seconds, sessions, starts, megabytes] = [take('rounds'), take('seconds'), take('sessions'), take('starts'), take('megabytes')];

const options = {rounds, seconds};
const benches: Record<string, () => Promise<Row[]>> = {
	floor: async () => benchFloor({sessions, starts, seconds}),
	parse: async () => benchParse({rounds, megabytes}),
	'pty-drain': async () => benchDrain(options),
	'agents-64': async () => benchAgents(options),
	memory: async () => benchMemory(),
	idle: async () => benchIdle(options),
	'bytes-tile': async () => benchTiles(options),
	'bytes-full': async () => benchFull(options),
	'bytes-key': async () => benchKey(options),
	'echo-idle': async () => benchEchoIdle(options),
	'echo-load': async () => benchEchoLoad(options),
	'echo-chrome': async () => benchEchoChrome(options),
	'echo-slow': async () => benchEchoSlow(options),
	stall: async () => benchStall(options),
	attach: async () => benchAttach(options),
};

const unknown = positionals.find(name => !Object.hasOwn(benches, name));
if (unknown !== undefined) {
	throw misuse(`There is no bench “${unknown}”; there are ${Object.keys(benches).join(', ')}.`);
}

const print = createPrint({environment: process.env});
const rows: Row[] = [];
for (const [name, bench] of Object.entries(benches)) {
	if (positionals.length > 0 && !positionals.includes(name)) {
		continue;
	}

	print.note(name);
	rows.push(...await bench());
}

await printTable(print, {
	columns: [{heading: 'what'}, {heading: 'ours', align: 'right'}, {heading: 'tmux', align: 'right'}, {heading: 'ratio', align: 'right'}, {heading: 'aim', align: 'right'}, {heading: 'how', flexible: true}],
	rows,
});
