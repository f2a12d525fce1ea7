import {readFile} from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import {setTimeout as rest} from 'node:timers/promises';
import {parseArgs} from 'node:util';
import {packageRoot} from '../../source/base/package-root.js';
import {sessionFolder} from '../../source/base/paths.js';
import {createPrint} from '../../source/commands/print.js';
import {printTable} from '../../source/commands/table.js';
import type {HolderRecord} from '../../source/protocol/holder.js';
import {openTerminal, type LiveTerminal} from '../support/live-terminal.js';
import {startFactory, type Factory} from './factory.js';
import {cpuOf, median, memoryOf, sumOf} from './measure.js';
import {startTmux} from './tmux.js';

/*
npm run bench [-- --sessions 9 --starts 5 --seconds 10]: what it costs to open the floor, and to leave it open.
*/

const {values} = parseArgs({options: {sessions: {type: 'string', default: '9'}, starts: {type: 'string', default: '5'}, seconds: {type: 'string', default: '10'}}});
const [count, starts, seconds] = [values.sessions, values.starts, values.seconds].map(Number) as [number, number, number];
if ([count, starts, seconds].some(value => !(value >= 1))) {
	throw new RangeError('--sessions, --starts and --seconds are numbers from 1 on.');
}

const percent = (used: number[]): string => `${used.reduce((sum, part) => sum + part, 0).toFixed(2)} %`;

const shares = ([daemon, client, holders]: number[]): string => `of a core: daemon ${daemon!.toFixed(2)}, client ${client!.toFixed(2)}, holders ${holders!.toFixed(2)}`;

const factory = await startFactory(count);
const rows: string[][] = [];
try {
	const times: number[] = [];
	for (let start = 0; start < starts; start++) {
		times.push(await timeStart());
	}

	rows.push(['start-up to the first full frame', `${median(times).toFixed(0)} ms`, 'under 250 ms', `median of ${starts}: ${times.map(time => time.toFixed(0)).join(', ')}`]);
	const terminal = openFloor();
	try {
		await terminal.until(screen => isFull(screen), 30_000);
		await measureOpen(terminal);
	} finally {
		process.kill(terminal.pid, 'SIGHUP');
		await terminal.ended;
	}
} finally {
	await factory.end();
}

await printTable(createPrint({environment: process.env}), {columns: [{heading: 'what'}, {heading: 'measured', align: 'right'}, {heading: 'aim', align: 'right'}, {heading: 'how', flexible: true}], rows});

function openFloor(): LiveTerminal {
	return openTerminal({argv: [path.join(packageRoot(), 'bin', 'millwright.js')], cols: 200, rows: 60, environment: factory.environment, cwd: factory.repository});
}

async function timeStart(): Promise<number> {
	const terminal = openFloor();
	const time = await terminal.until(screen => isFull(screen), 30_000);
	process.kill(terminal.pid, 'SIGHUP');
	await terminal.ended;
	return time;
}

/** The chrome and the cells of at least one session are there. */
function isFull(screen: string): boolean {
	return screen.includes('queue') && /line \d+ of what an agent says/v.test(screen);
}

async function measureOpen(terminal: LiveTerminal): Promise<void> {
	const {pid: daemon} = await factory.daemon.request('daemon.status', {});
	const holders = await Promise.all(factory.sessions.map(async session => holderOf(factory, session.id)));
	const measureCpu = async () => Promise.all([cpuOf(daemon), cpuOf(terminal.pid), sumOf(holders, cpuOf)]);
	const measureUse = async () => {
		const before = await measureCpu();
		await rest(seconds * 1000);
		const after = await measureCpu();
		return after.map((value, index) => (value - before[index]!) / seconds * 100);
	};

	// What start-up leaves behind (a first collection, code that is compiled) is not idleness.
	await rest(2000);
	const memory = await Promise.all([memoryOf(daemon), memoryOf(terminal.pid), sumOf(holders, memoryOf)]);
	const idle = await measureUse();
	const total = memory.reduce((sum, part) => sum + part, 0);
	rows.push(
		['memory of the daemon', mebibytes(memory[0]), '', 'PSS'],
		['memory of the client', mebibytes(memory[1]), '', 'PSS, 200×60'],
		[`memory of ${count} holders`, mebibytes(memory[2]), '', `PSS, ${mebibytes(memory[2] / count)} each`],
		['memory in all', mebibytes(total), '', 'PSS'],
		['CPU at idle', percent(idle), 'under 1 %', `${shares(idle)}, over ${seconds} s; ages below ten minutes are drawn each second`],
	);
	await compareWithTmux(total);
}

async function compareWithTmux(total: number): Promise<void> {
	const tmux = await startTmux(factory.folder, count);
	if (tmux === undefined) {
		return;
	}

	await rest(1000);
	const memory = await sumOf(tmux.pids, memoryOf);
	rows.push(['memory of tmux beside it', mebibytes(memory), '', `server, client, ${count} panes: Millwright takes ${(total / memory).toFixed(1)} times as much`]);
	await tmux.end();
}

async function holderOf({paths}: Factory, session: string): Promise<number> {
	const record = JSON.parse(await readFile(path.join(sessionFolder(paths, session), 'holder.json'), 'utf8')) as HolderRecord;
	return record.holder.pid;
}

function mebibytes(value: number): string {
	return `${value.toFixed(1)} MiB`;
}
