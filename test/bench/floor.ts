import {readFile} from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import {setTimeout as rest} from 'node:timers/promises';
import {packageRoot} from '../../source/base/package-root.js';
import {sessionFolder} from '../../source/base/paths.js';
import type {HolderRecord} from '../../source/protocol/holder.js';
import {openTerminal, type LiveTerminal} from '../support/live-terminal.js';
import {idlePrograms, startFactory, type Factory} from './factory.js';
import {cpuOf, median, memoryOf, sumOf} from './measure.js';
import type {Row} from './row.js';
import {startTmux} from './tmux.js';

export type FloorOptions = {sessions: number; starts: number; seconds: number};

/** What it costs to open the floor, and to leave it open. */
export async function benchFloor({sessions, starts, seconds}: FloorOptions): Promise<Row[]> {
	const factory = await startFactory({programs: idlePrograms(sessions)});
	try {
		const times: number[] = [];
		for (let start = 0; start < starts; start++) {
			times.push(await timeStart(factory));
		}

		const first: Row = ['start-up to the first full frame', `${median(times).toFixed(0)} ms`, '', '', 'under 250 ms', `median of ${starts}: ${times.map(time => time.toFixed(0)).join(', ')}`];
		const terminal = openFloor(factory);
		try {
			await terminal.until(screen => isFull(screen), 30_000);
			return [first, ...await measureOpen(factory, terminal, seconds)];
		} finally {
			process.kill(terminal.pid, 'SIGHUP');
			await terminal.ended;
		}
	} finally {
		await factory.end();
	}
}

const percent = (used: number[]): string => `${used.reduce((sum, part) => sum + part, 0).toFixed(2)} %`;

const shares = ([daemon, client, holders]: number[]): string => `of a core: daemon ${daemon!.toFixed(2)}, client ${client!.toFixed(2)}, holders ${holders!.toFixed(2)}`;

function openFloor(factory: Factory): LiveTerminal {
	return openTerminal({argv: [path.join(packageRoot(), 'bin', 'millwright.js')], cols: 200, rows: 60, environment: factory.environment, cwd: factory.repository});
}

async function timeStart(factory: Factory): Promise<number> {
	const terminal = openFloor(factory);
	const time = await terminal.until(screen => isFull(screen), 30_000);
	process.kill(terminal.pid, 'SIGHUP');
	await terminal.ended;
	return time;
}

/** The chrome and the cells of at least one session are there. */
function isFull(screen: string): boolean {
	return screen.includes('queue') && /line \d+ of what an agent says/v.test(screen);
}

async function measureOpen(factory: Factory, terminal: LiveTerminal, seconds: number): Promise<Row[]> {
	const count = factory.sessions.length;
	const {pid: daemon} = await factory.daemon.request('daemon.status', {});
	const holders = await Promise.all(factory.sessions.map(async session => holderOf(factory, session.id)));
	const measureCpu = async () => Promise.all([cpuOf(daemon), cpuOf(terminal.pid), sumOf(holders, cpuOf)]);
	const measureUse = async () => {
		const before = await measureCpu();
		await rest(seconds * 1000);
		const after = await measureCpu();
		return after.map((value, index) => (value - before[index]!) / seconds * 100);
	};

	// What start-up leaves behind is not idleness: code that is compiled, a collection in each holder that has been quiet for four seconds, and V8's own in the client after some ten.
	await rest(20_000);
	const memory = await Promise.all([memoryOf(daemon), memoryOf(terminal.pid), sumOf(holders, memoryOf)]);
	const idle = await measureUse();
	const total = memory.reduce((sum, part) => sum + part, 0);
	const tmux = await compareWithTmux(factory, total);
	return [
		['memory of the daemon', mebibytes(memory[0]), '', '', '', 'PSS'],
		['memory of the client', mebibytes(memory[1]), '', '', '', 'PSS, 200×60'],
		[`memory of ${count} holders`, mebibytes(memory[2]), '', '', '', `PSS, ${mebibytes(memory[2] / count)} each`],
		['memory in all', mebibytes(total), ...tmux, '', 'PSS; of tmux its server, a client and as many panes'],
		['CPU at idle', percent(idle), '', '', 'under 1 %', `${shares(idle)}, over ${seconds} s, 20 s after the start; ages below a minute are drawn each second`],
	];
}

/** The memory of tmux, and how many times as much ours is. */
async function compareWithTmux({folder, sessions}: Factory, total: number): Promise<[string, string]> {
	const tmux = await startTmux(folder, sessions.length);
	if (tmux === undefined) {
		return ['not here', ''];
	}

	await rest(1000);
	const memory = await sumOf(tmux.pids, memoryOf);
	await tmux.end();
	return [mebibytes(memory), (total / memory).toFixed(1)];
}

async function holderOf({paths}: Factory, session: string): Promise<number> {
	const record = JSON.parse(await readFile(path.join(sessionFolder(paths, session), 'holder.json'), 'utf8')) as HolderRecord;
	return record.holder.pid;
}

function mebibytes(value: number): string {
	return `${value.toFixed(1)} MiB`;
}
